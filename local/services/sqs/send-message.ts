import {
  InvalidMessageContents,
  type MessageAttributeValue,
  type SendMessageRequest,
  type SendMessageResult,
} from "@aws-sdk/client-sqs";
import { AwsError } from "../../kernel/aws-error.ts";
import type { Call, World } from "../../kernel/service.ts";
import { putMessage } from "./arrivals.ts";
import { attributesDigest, md5 } from "./message-digest.ts";
import { queueOperation } from "./queue-operation.ts";
import type { AttributeRecord, MessageRecord, QueueRecord } from "./queues.ts";

/** Characters that a message may hold (SQS API reference, SendMessage). */
const ALLOWED = /^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]+$/u;

function attributeOf(value: MessageAttributeValue): AttributeRecord {
  const { DataType = "String", StringValue, BinaryValue } = value;
  if (BinaryValue) return { DataType, BinaryValue: Buffer.from(BinaryValue).toString("base64") };
  return { DataType, StringValue: StringValue ?? "" };
}

function checkBody(queue: QueueRecord, body: string): void {
  if (body === "")
    throw new AwsError("MissingParameter", "The request must contain the parameter MessageBody.");
  if (!ALLOWED.test(body))
    throw new InvalidMessageContents({
      message: "The message contains characters outside the allowed set.",
      $metadata: {},
    });
  const { MaximumMessageSize } = queue.settings;
  if (Buffer.byteLength(body) > MaximumMessageSize)
    throw new AwsError(
      "InvalidParameterValue",
      `One or more parameters are invalid. Reason: Message must be shorter than ${MaximumMessageSize} bytes.`,
    );
}

/** Puts a message into a queue. */
function enqueue(
  world: World,
  queue: QueueRecord,
  sent: Pick<MessageRecord, "body" | "attributes" | "senderId"> & { readonly delay?: number },
): MessageRecord {
  const now = world.clock.now();
  const { body, attributes, senderId, delay = queue.settings.DelaySeconds } = sent;
  const id = world.random.uuid();
  const visibleAt = now + delay * 1000;
  const message = { id, body, attributes, senderId, sentAt: now, visibleAt, receiveCount: 0 };
  putMessage(world, queue, message);
  return message;
}

function send(queue: QueueRecord, input: SendMessageRequest, call: Call): SendMessageResult {
  const { MessageBody: body = "", MessageAttributes = {}, DelaySeconds } = input;
  checkBody(queue, body);
  const attributes = Object.fromEntries(
    Object.entries(MessageAttributes).map(([name, value]) => [name, attributeOf(value)]),
  );
  const message = enqueue(call.world, queue, {
    ...{ body, attributes, senderId: call.principal.userId },
    ...(DelaySeconds !== undefined && { delay: DelaySeconds }),
  });
  const digest = attributesDigest(attributes);
  return {
    MessageId: message.id,
    MD5OfMessageBody: md5(body),
    ...(digest !== undefined && { MD5OfMessageAttributes: digest }),
  };
}

export const sendMessage = queueOperation<SendMessageRequest, SendMessageResult>({
  name: "SendMessage",
  members: ["MessageBody", "MessageAttributes", "DelaySeconds"],
  run: send,
});
