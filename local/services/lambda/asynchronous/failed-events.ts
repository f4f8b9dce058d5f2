import type { World } from "../../../kernel/service.ts";
import type { LambdaDependencies } from "../dependencies.ts";
import type { FunctionRecord } from "../functions.ts";
import { sendAsRole } from "../queues.ts";
import type { Outcome } from "../runtime/environment.ts";
import type { FunctionFailure } from "../runtime/failure.ts";
import { configOf } from "./event-invoke-config.ts";
import type { QueuedEvent } from "./event-queue.ts";

/** An event that Lambda gives up. */
interface FailedEvent {
  readonly record: FunctionRecord;
  readonly event: QueuedEvent;
  /** How the last attempt ended; undefined when the event became too old. */
  readonly outcome: Outcome | undefined;
}

const failureOf = (outcome: Outcome | undefined): FunctionFailure | undefined =>
  outcome !== undefined && "failure" in outcome ? outcome.failure : undefined;

/** What a failure destination is sent (Lambda DG, invocation-async-retain-records). */
function destinationRecord({ record, event, outcome }: FailedEvent, now: number): object {
  const failure = failureOf(outcome);
  return {
    version: "1.0",
    timestamp: new Date(now).toISOString(),
    requestContext: {
      requestId: event.requestId,
      functionArn: `${record.arn}:$LATEST`,
      condition: failure ? "RetriesExhausted" : "EventAgeExceeded",
      approximateInvokeCount: event.attempts,
    },
    requestPayload: JSON.parse(event.payload) as unknown,
    ...(failure && {
      responseContext: {
        statusCode: 200,
        executedVersion: "$LATEST",
        functionError: "Unhandled",
      },
      responsePayload: failure,
    }),
  };
}

/** Longest error message in the attributes of a dead letter, in characters. */
const LONGEST_MESSAGE = 1024;

function deadLetterAttributes({ event, outcome }: FailedEvent) {
  const failure = failureOf(outcome);
  const text = (StringValue: string) => ({ DataType: "String", StringValue });
  return {
    RequestID: text(event.requestId),
    ErrorCode: { DataType: "Number", StringValue: "200" },
    ErrorMessage: text((failure?.errorMessage || "Event age exceeded").slice(0, LONGEST_MESSAGE)),
  };
}

/** Tells the failure destination and the dead-letter queue of a function, as its role. */
export async function reportFailure(
  world: World,
  dependencies: LambdaDependencies,
  failed: FailedEvent,
): Promise<void> {
  const { record, event } = failed;
  const { onFailure } = configOf(world, record);
  if (onFailure !== undefined)
    await sendAsRole(dependencies, record, {
      queueArn: onFailure,
      body: JSON.stringify(destinationRecord(failed, world.clock.now())),
    });
  if (record.deadLetter !== undefined)
    await sendAsRole(dependencies, record, {
      queueArn: record.deadLetter,
      body: event.payload,
      attributes: deadLetterAttributes(failed),
    });
}
