import { MemoryStorage } from "../../../local/kernel/collection.ts";
import { seeded } from "../../../local/kernel/random.ts";
import type { Call, Operation, World } from "../../../local/kernel/service.ts";
import { Trace } from "../../../local/kernel/trace.ts";
import { s3Service } from "../../../local/services/s3/service.ts";
import { StillClock } from "../../support/still-clock.ts";

const START = Date.UTC(2026, 10, 24);
const DAY = 24 * 60 * 60 * 1000;

/** A world whose clock moves only when `passDays` is called. */
function aWorld(): { world: World; passDays(days: number): void } {
  const clock = new StillClock(START);
  const world = { clock, storage: new MemoryStorage(), random: seeded(1), trace: new Trace() };
  return {
    world,
    passDays(days) {
      clock.pass(days * DAY);
    },
  };
}

/** Who calls from where; account 111111111111 in us-east-1 unless told. */
export interface From {
  readonly account?: string;
  readonly region?: string;
}

function aCall(world: World, { account = "111111111111", region = "us-east-1" }: From): Call {
  const arn = `arn:aws:iam::${account}:root`;
  return {
    world,
    account,
    region,
    principal: { kind: "root", account, arn, userId: account },
    requestId: "request",
    sourceIp: "127.0.0.1",
    userAgent: "test",
    sleep: () => Promise.resolve(),
    dispatch: () => Promise.reject(new Error("S3 dispatches nothing")),
  };
}

/** S3 in a fresh world, called at the level of its operations, without the wire. */
export function aStore() {
  const { world, passDays } = aWorld();
  const service = s3Service(world);
  const operation = (name: string) =>
    service.operations[name] as Operation<object, Promise<Record<string, unknown>>>;
  return {
    world,
    passDays,
    service,
    authorize: (name: string, input: object, from: From = {}) =>
      operation(name).authorize(input, aCall(world, from)),
    call: async (name: string, input: object = {}, from: From = {}) =>
      await operation(name).run(input, aCall(world, from)),
  };
}

export type Store = ReturnType<typeof aStore>;

/** A store with the bucket `box` in us-east-1, and the bytes of `hello`. */
export async function aStoreWithBox(versioned = false): Promise<Store> {
  const store = aStore();
  await store.call("CreateBucket", { Bucket: "box" });
  if (versioned) {
    const VersioningConfiguration = { Status: "Enabled" };
    await store.call("PutBucketVersioning", { Bucket: "box", VersioningConfiguration });
  }
  return store;
}

/** Puts text under a key of `box`. */
export async function put(store: Store, key: string, text = "hello") {
  return await store.call("PutObject", { Bucket: "box", Key: key, Body: Buffer.from(text) });
}
