import type { Collection } from "../../../kernel/collection.ts";
import type { World } from "../../../kernel/service.ts";
import type { LambdaPlace } from "../functions.ts";

/** A function that is fed from a queue of SQS. */
export interface QueueMapping extends LambdaPlace {
  readonly id: string;
  readonly functionName: string;
  readonly queueArn: string;
  readonly batchSize: number;
  /** Whether the function answers which messages failed (ReportBatchItemFailures). */
  readonly reportsFailures: boolean;
}

/** The mappings of queues of an account in a Region, by id. */
export function queueMappingsOf(world: World, place: LambdaPlace): Collection<QueueMapping> {
  const { account, region } = place;
  return world.storage.collection({ service: "lambda", account, region }, "queue-mappings");
}
