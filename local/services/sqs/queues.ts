import { QueueDoesNotExist } from "@aws-sdk/client-sqs";
import type { Collection } from "../../kernel/collection.ts";
import type { World } from "../../kernel/service.ts";

/** One standard queue. */
export interface QueueRecord {
  readonly name: string;
  readonly arn: string;
  readonly account: string;
  readonly region: string;
  readonly settings: QueueSettings;
  /** The queue policy as it was put: JSON text. */
  readonly policy?: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly modifiedAt: number;
}

/** The attributes of a queue that can be set. Times in seconds, sizes in bytes. */
export interface QueueSettings {
  readonly VisibilityTimeout: number;
  readonly MessageRetentionPeriod: number;
  readonly DelaySeconds: number;
  readonly MaximumMessageSize: number;
  readonly ReceiveMessageWaitTimeSeconds: number;
  readonly SqsManagedSseEnabled: boolean;
  readonly RedrivePolicy?: {
    readonly deadLetterTargetArn: string;
    readonly maxReceiveCount: number;
  };
  readonly RedriveAllowPolicy?: string;
}

/** What a queue has that says nothing else (SQS API reference, CreateQueue). */
export const NEW_QUEUE: QueueSettings = {
  VisibilityTimeout: 30,
  MessageRetentionPeriod: 345_600,
  DelaySeconds: 0,
  MaximumMessageSize: 1_048_576,
  ReceiveMessageWaitTimeSeconds: 0,
  SqsManagedSseEnabled: true,
};

/** A message in a queue. */
export interface MessageRecord {
  readonly id: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, AttributeRecord>>;
  readonly senderId: string;
  /** Milliseconds since the epoch, as are the others. */
  readonly sentAt: number;
  /** From when on it can be received. */
  readonly visibleAt: number;
  readonly receiveCount: number;
  readonly firstReceivedAt?: number;
  /** ARN of the queue that it came from, when it is a dead letter. */
  readonly source?: string;
}

export interface AttributeRecord {
  readonly DataType: string;
  readonly StringValue?: string;
  /** In base64. */
  readonly BinaryValue?: string;
}

/** Whose queues, and in which Region. */
export interface QueuePlace {
  readonly account: string;
  readonly region: string;
}

const placeOf = ({ account, region }: QueuePlace) => ({ service: "sqs", account, region });

/** The queues of an account in a Region, by name. */
export function queuesOf(world: World, place: QueuePlace): Collection<QueueRecord> {
  return world.storage.collection(placeOf(place), "queues");
}

/** The messages of a queue by id, in the order in which they were sent. */
export function messagesOf(world: World, queue: QueueRecord): Collection<MessageRecord> {
  return world.storage.collection(placeOf(queue), `messages of ${queue.name}`);
}

export function queueArn({ account, region }: QueuePlace, name: string): string {
  return `arn:aws:sqs:${region}:${account}:${name}`;
}

/** Account and name in the address of a queue, whatever its host. */
export function addressedQueue(url: string): { readonly account: string; readonly name: string } {
  const [account = "", name = ""] = url.split("/").slice(-2);
  return { account, name };
}

export function noSuchQueue(): QueueDoesNotExist {
  return new QueueDoesNotExist({
    message: "The specified queue does not exist.",
    $metadata: {},
  });
}

/** The queue of an ARN; undefined when there is none. */
export function queueByArn(world: World, arn: string): QueueRecord | undefined {
  const [, , , region = "", account = "", name = ""] = arn.split(":");
  return queuesOf(world, { account, region }).get(name);
}

export function replaceQueue(world: World, queue: QueueRecord): void {
  queuesOf(world, queue).set(queue.name, queue);
}
