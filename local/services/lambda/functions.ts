import type { Collection } from "../../kernel/collection.ts";
import type { World } from "../../kernel/service.ts";
import { functionNotFound } from "./errors.ts";
import type { PolicyStatement } from "./resource-policy.ts";

/** One function: what is deployed under a name in an account and Region. */
export interface FunctionRecord {
  readonly name: string;
  readonly arn: string;
  readonly account: string;
  readonly region: string;
  readonly description: string;
  /** Name of the runtime, such as `nodejs24.x`. */
  readonly runtime: string;
  /** Module and export, such as `index.handler`. */
  readonly handler: string;
  /** ARN of the execution role. */
  readonly role: string;
  /** The folder that holds the code. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Megabytes. */
  readonly memory: number;
  /** Seconds. */
  readonly timeout: number;
  /** Megabytes of `/tmp`. */
  readonly storage: number;
  readonly architecture: string;
  readonly tracing: string;
  readonly logging: LoggingConfig;
  /** ARN of the queue for asynchronous invocations that failed. */
  readonly deadLetter?: string;
  readonly reservedConcurrency?: number;
  readonly tags: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch. */
  readonly modifiedAt: number;
  readonly revision: string;
  readonly codeSha256: string;
  readonly codeSize: number;
  readonly policy: readonly PolicyStatement[];
}

/** Where and how a function's lines are logged. */
export interface LoggingConfig {
  readonly format: "Text" | "JSON";
  readonly group: string;
  readonly applicationLevel?: string;
  readonly systemLevel?: string;
}

/** Whose functions, and in which Region. */
export interface LambdaPlace {
  readonly account: string;
  readonly region: string;
}

/** The functions of an account in a Region, by name. */
export function functionsOf(world: World, place: LambdaPlace): Collection<FunctionRecord> {
  const { account, region } = place;
  return world.storage.collection({ service: "lambda", account, region }, "functions");
}

export function functionArn({ account, region }: LambdaPlace, name: string): string {
  return `arn:aws:lambda:${region}:${account}:function:${name}`;
}

const REFERENCE =
  /^(?:arn:aws:lambda:(?<region>[a-z0-9-]+):)?(?:(?<account>\d{12}):)?(?:function:)?(?<name>[\w-]+)(?::(?<qualifier>[\w$-]+))?$/;

/** Whom a FunctionName names: a name, a partial ARN or a full ARN. */
export function placeOf(reference: string, caller: LambdaPlace): LambdaPlace & { name: string } {
  const groups = REFERENCE.exec(reference)?.groups ?? {};
  return {
    account: groups["account"] ?? caller.account,
    region: groups["region"] ?? caller.region,
    name: groups["name"] ?? reference,
  };
}

/** The qualifier at the end of a FunctionName, where it has one. */
export function qualifierOf(reference: string): string | undefined {
  return REFERENCE.exec(reference)?.groups?.["qualifier"];
}

/** The function that a request names. Errors: ResourceNotFoundException. */
export function functionFor(world: World, reference: string, caller: LambdaPlace): FunctionRecord {
  const place = placeOf(reference, caller);
  const found = functionsOf(world, place).get(place.name);
  if (!found) throw functionNotFound(functionArn(place, place.name));
  return found;
}

/** Puts the function's new facts in the place of the old ones. */
export function replaceFunction(world: World, record: FunctionRecord): void {
  functionsOf(world, record).set(record.name, record);
}
