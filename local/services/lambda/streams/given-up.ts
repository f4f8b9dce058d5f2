import type { LambdaDependencies } from "../dependencies.ts";
import type { FunctionRecord } from "../functions.ts";
import { sendAsRole } from "../queues.ts";
import type { Outcome } from "../runtime/environment.ts";
import type { MappingRecord } from "./mappings.ts";
import type { StreamRecord } from "./source.ts";

/** A batch that a mapping passes over. */
export interface GivenUpBatch {
  readonly mapping: MappingRecord;
  readonly record: FunctionRecord;
  readonly batch: readonly StreamRecord[];
  readonly requestId: string;
  readonly outcome: Outcome;
  readonly attempts: number;
  readonly condition: string;
}

const timeOf = (record: StreamRecord | undefined) => new Date(record?.at ?? 0).toISOString();

/** Tells the mapping's failure destination where the batch lies: not its records (Lambda DG, services-ddb-errors). */
export async function reportGivenUp(
  dependencies: LambdaDependencies,
  givenUp: GivenUpBatch,
  now: number,
): Promise<void> {
  const { mapping, record, batch, requestId, attempts, condition, outcome } = givenUp;
  if (mapping.onFailure === undefined) return;
  const functionError = "failure" in outcome ? { functionError: "Unhandled" } : {};
  const body = {
    requestContext: {
      ...{ requestId, functionArn: record.arn, condition },
      approximateInvokeCount: attempts,
    },
    responseContext: { statusCode: 200, executedVersion: "$LATEST", ...functionError },
    version: "1.0",
    timestamp: new Date(now).toISOString(),
    DDBStreamBatchInfo: {
      shardId: "shardId-00000000000000000000-00000000",
      startSequenceNumber: batch[0]?.sequenceNumber,
      endSequenceNumber: batch.at(-1)?.sequenceNumber,
      approximateArrivalOfFirstRecord: timeOf(batch[0]),
      approximateArrivalOfLastRecord: timeOf(batch.at(-1)),
      batchSize: batch.length,
      streamArn: mapping.streamArn,
    },
  };
  await sendAsRole(dependencies, record, {
    queueArn: mapping.onFailure,
    body: JSON.stringify(body),
  });
}
