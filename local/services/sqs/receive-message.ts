import type {
  Message,
  MessageAttributeValue,
  ReceiveMessageRequest,
  ReceiveMessageResult,
} from "@aws-sdk/client-sqs";
import type { World } from "../../kernel/service.ts";
import { putMessage } from "./arrivals.ts";
import { attributesDigest, md5 } from "./message-digest.ts";
import { queueOperation } from "./queue-operation.ts";
import {
  type AttributeRecord,
  type MessageRecord,
  messagesOf,
  type QueueRecord,
  queueByArn,
} from "./queues.ts";

/** Names a receipt of a message; a later one makes it stale. */
const receiptOf = ({ id, receiveCount }: MessageRecord) =>
  Buffer.from(`${id}/${receiveCount}`).toString("base64");

/** The id of the message in a receipt handle; undefined for a handle that SQS never gave. */
export function messageIdIn(handle: string): string | undefined {
  return /^([0-9a-f-]{36})\/\d+$/.exec(Buffer.from(handle, "base64").toString())?.[1];
}

/** Forgets what is older than the queue keeps messages. */
export function dropExpired(world: World, queue: QueueRecord): void {
  const oldest = world.clock.now() - queue.settings.MessageRetentionPeriod * 1000;
  const messages = messagesOf(world, queue);
  for (const { id, sentAt } of [...messages.values()]) if (sentAt < oldest) messages.delete(id);
}

/** Moves a message that was received too often to the dead-letter queue; true when it was moved. */
function isRedriven(world: World, queue: QueueRecord, message: MessageRecord): boolean {
  const { RedrivePolicy } = queue.settings;
  if (!RedrivePolicy || message.receiveCount < RedrivePolicy.maxReceiveCount) return false;
  const target = queueByArn(world, RedrivePolicy.deadLetterTargetArn);
  if (!target) return false;
  messagesOf(world, queue).delete(message.id);
  putMessage(world, target, { ...message, source: queue.arn });
  return true;
}

function take(world: World, queue: QueueRecord, visibilitySeconds: number) {
  const now = world.clock.now();
  return (message: MessageRecord): MessageRecord => {
    const taken = {
      ...message,
      receiveCount: message.receiveCount + 1,
      visibleAt: now + visibilitySeconds * 1000,
      firstReceivedAt: message.firstReceivedAt ?? now,
    };
    messagesOf(world, queue).set(message.id, taken);
    return taken;
  };
}

function systemAttributes(message: MessageRecord): Record<string, string> {
  return {
    SenderId: message.senderId,
    SentTimestamp: String(message.sentAt),
    ApproximateReceiveCount: String(message.receiveCount),
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
    ...(message.source !== undefined && { DeadLetterQueueSourceArn: message.source }),
  };
}

/** Only what was asked for: by name, by a prefix such as `Ab.*`, or all of it. */
function chosen<T>(values: Readonly<Record<string, T>>, names: readonly string[] = []) {
  const isWanted = (name: string) =>
    names.some((each) =>
      each.endsWith(".*") ? name.startsWith(each.slice(0, -2)) : ["All", name].includes(each),
    );
  return Object.fromEntries(Object.entries(values).filter(([name]) => isWanted(name)));
}

function attributeValue({ BinaryValue, ...rest }: AttributeRecord): MessageAttributeValue {
  if (BinaryValue === undefined) return rest;
  return { ...rest, BinaryValue: new Uint8Array(Buffer.from(BinaryValue, "base64")) };
}

function messageOf(message: MessageRecord, input: ReceiveMessageRequest): Message {
  const system = input.MessageSystemAttributeNames ?? input.AttributeNames;
  const attributes = chosen(message.attributes, input.MessageAttributeNames);
  const digest = attributesDigest(attributes);
  return {
    MessageId: message.id,
    ReceiptHandle: receiptOf(message),
    MD5OfBody: md5(message.body),
    Body: message.body,
    ...(system && { Attributes: chosen(systemAttributes(message), system) }),
    ...(digest !== undefined && {
      MD5OfMessageAttributes: digest,
      MessageAttributes: Object.fromEntries(
        Object.entries(attributes).map(([name, value]) => [name, attributeValue(value)]),
      ),
    }),
  };
}

/**
 * Takes messages that are visible by now. It answers at once even where SQS would wait for messages
 * (WaitTimeSeconds): a wait would let virtual time run.
 */
export const receiveMessage = queueOperation<ReceiveMessageRequest, ReceiveMessageResult>({
  name: "ReceiveMessage",
  members: [
    ...(["MaxNumberOfMessages", "VisibilityTimeout", "WaitTimeSeconds"] as const),
    ...(["AttributeNames", "MessageSystemAttributeNames", "MessageAttributeNames"] as const),
  ],
  run(queue, input, { world }) {
    const { MaxNumberOfMessages = 1, VisibilityTimeout } = input;
    dropExpired(world, queue);
    const now = world.clock.now();
    const visible = [...messagesOf(world, queue).values()]
      .filter(({ visibleAt }) => visibleAt <= now)
      .filter((message) => !isRedriven(world, queue, message))
      .slice(0, MaxNumberOfMessages);
    const taken = visible.map(
      take(world, queue, VisibilityTimeout ?? queue.settings.VisibilityTimeout),
    );
    if (taken.length === 0) return {};
    return { Messages: taken.map((message) => messageOf(message, input)) };
  },
});
