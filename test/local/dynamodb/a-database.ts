import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { VirtualClock } from "../../../local/kernel/clocks/virtual-clock.ts";
import { MemoryStorage, type Storage } from "../../../local/kernel/collection.ts";
import { seeded } from "../../../local/kernel/random.ts";
import type { Call, Operation, World } from "../../../local/kernel/service.ts";
import { Trace } from "../../../local/kernel/trace.ts";
import {
  type DynamoDbDependencies,
  dynamodbService,
} from "../../../local/services/dynamodb/service.ts";
import { tableCalls } from "./sequence/tables.ts";

export const START = Date.UTC(2026, 10, 24, 12);
export const ACCOUNT = "222222222222";
export const REGION = "eu-west-1";
const ENOUGH = 10_000;

/** An answer of an operation, as far as tests look at it. */
export type Answer = Readonly<Record<string, unknown>> & {
  readonly Item?: Record<string, AttributeValue>;
  readonly Items?: Record<string, AttributeValue>[];
  readonly Attributes?: Record<string, AttributeValue>;
  readonly LastEvaluatedKey?: Record<string, AttributeValue>;
};

/** Who calls from where, unless told otherwise. */
export interface From {
  readonly account?: string;
  readonly region?: string;
}

function aCall(world: World, { account = ACCOUNT, region = REGION }: From): Call {
  const arn = `arn:aws:iam::${account}:root`;
  return {
    ...{ world, account, region },
    principal: { kind: "root", account, arn, userId: account },
    requestId: "request",
    sourceIp: "127.0.0.1",
    userAgent: "test",
    sleep: () => Promise.resolve(),
    dispatch: () => Promise.reject(new Error("DynamoDB dispatches nothing")),
  };
}

/** DynamoDB in a world, called at the level of its operations. The world may go on from a storage. */
export function aDatabase(
  storage: Storage = new MemoryStorage(),
  { now = START, ...dependencies }: DynamoDbDependencies & { readonly now?: number } = {},
) {
  const clock = new VirtualClock(now);
  const world: World = { clock, storage, random: seeded(1), trace: new Trace() };
  const service = dynamodbService(world, dependencies);
  const operation = (name: string) => service.operations[name] as Operation<object, Answer>;
  return {
    ...{ world, service },
    call: (name: string, input: object = {}, from: From = {}) =>
      operation(name).run(input, aCall(world, from)) as Answer,
    authorize: (name: string, input: object, from: From = {}) =>
      operation(name).authorize(input, aCall(world, from)),
    /** Lets time pass. */
    pass: (milliseconds: number) => clock.run({ until: clock.now() + milliseconds }),
    /** Waits until changes of tables are done. */
    settle: () => clock.run({ until: clock.now() + ENOUGH }),
  };
}

export type Database = ReturnType<typeof aDatabase>;

/** The tables of the judge's sequence: `ledger`, `scores` and `blobs`. */
const CREATED = tableCalls.slice(0, 3);

/** A database with the tables `ledger`, `scores` and `blobs`, ready to use. */
export async function aDatabaseWithTables(
  ...made: Parameters<typeof aDatabase>
): Promise<Database> {
  const database = aDatabase(...made);
  for (const [name, input] of CREATED) database.call(name, input);
  await database.settle();
  return database;
}

/** What a restarted cloud finds: the same records, and nothing of what was in memory. */
export const reopened = (storage: Storage): Storage => ({
  collection: (place, kind) => storage.collection(place, kind),
  places: (service, kind) => storage.places(service, kind),
});

/** What a call is refused with: name and message. */
export function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
  return "nothing";
}
