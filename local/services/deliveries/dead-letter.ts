import type { Principal } from "../../kernel/principal.ts";
import type { Dispatch } from "../../kernel/service.ts";
import type { Delivery } from "./delivery.ts";
import type { Refusal } from "./refusal.ts";
import { queueUrl } from "./targets.ts";

/** Something that was given up, and why. */
export interface DeadLetter {
  readonly delivery: Delivery;
  readonly refusal: Refusal;
  /** The bound of the retry policy that ended the tries; absent when none would have helped. */
  readonly exhausted: string | undefined;
}

/** The message attributes of a dead letter (EventBridge User Guide, "Using dead-letter queues"). */
function attributesOf({ delivery, refusal, exhausted }: DeadLetter) {
  const texts: Record<string, string> = {
    ...delivery.origin,
    TARGET_ARN: delivery.target.arn,
    ERROR_CODE: refusal.code,
    ERROR_MESSAGE: refusal.message,
    RETRY_ATTEMPTS: String(delivery.attempts - 1),
    ...(exhausted !== undefined && { EXHAUSTED_RETRY_CONDITION: exhausted }),
  };
  return Object.fromEntries(
    Object.entries(texts)
      // SQS refuses empty values.
      .filter(([, text]) => text !== "")
      .map(([name, StringValue]) => [name, { DataType: "String", StringValue }]),
  );
}

/** Sends what could not be delivered to its dead-letter queue. Rejects when the queue refuses it. */
export async function sendDeadLetter(
  dispatch: Dispatch,
  principal: () => Principal,
  letter: DeadLetter,
): Promise<void> {
  const { deadLetterArn = "", deadLetter } = letter.delivery;
  await dispatch({
    principal: principal(),
    region: deadLetterArn.split(":")[3] ?? "",
    service: "sqs",
    operation: "SendMessage",
    input: {
      QueueUrl: queueUrl(deadLetterArn),
      MessageBody: deadLetter,
      MessageAttributes: attributesOf(letter),
    },
  });
}
