import type { Collection } from "../../../kernel/collection.ts";
import type { World } from "../../../kernel/service.ts";
import type { FunctionRecord, LambdaPlace } from "../functions.ts";

/** How a function's asynchronous invocations are retried. */
export interface EventInvokeConfig {
  readonly functionName: string;
  /** 0 to 2. */
  readonly maximumRetryAttempts: number;
  /** Seconds. */
  readonly maximumEventAge: number;
  /** ARN of the queue that is told of events which failed. */
  readonly onFailure?: string;
}

/** What holds for functions without a configuration: two retries, six hours (Lambda DG, invocation-async). */
export const DEFAULT_CONFIG = { maximumRetryAttempts: 2, maximumEventAge: 21_600 };

/** The configurations of an account in a Region, by function name. */
export function configsOf(world: World, place: LambdaPlace): Collection<EventInvokeConfig> {
  const { account, region } = place;
  return world.storage.collection({ service: "lambda", account, region }, "event-invoke-configs");
}

export function configOf(world: World, record: FunctionRecord): EventInvokeConfig {
  const own = configsOf(world, record).get(record.name);
  return own ?? { functionName: record.name, ...DEFAULT_CONFIG };
}
