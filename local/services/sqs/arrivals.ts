import type { World } from "../../kernel/service.ts";
import { type MessageRecord, messagesOf, type QueueRecord } from "./queues.ts";

type Listener = () => void;

/** Who waits for messages, by the queue's ARN. */
const waiting = new WeakMap<World, Map<string, Listener[]>>();

/** Tells whenever a message comes into a queue, which need not be there yet. */
export function onArrival(world: World, queueArn: string, listener: Listener): void {
  const ofWorld = waiting.get(world) ?? new Map<string, Listener[]>();
  waiting.set(world, ofWorld);
  ofWorld.set(queueArn, [...(ofWorld.get(queueArn) ?? []), listener]);
}

/** Puts a message into a queue, and tells those who wait there. */
export function putMessage(world: World, queue: QueueRecord, message: MessageRecord): void {
  messagesOf(world, queue).set(message.id, message);
  for (const listener of waiting.get(world)?.get(queue.arn) ?? []) listener();
}
