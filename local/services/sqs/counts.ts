import type { World } from "../../kernel/service.ts";
import { messagesOf, type QueueRecord } from "./queues.ts";
import { dropExpired } from "./receive-message.ts";

/** How many messages of a queue can be received now, are in flight, or are delayed; CloudWatch's names. */
export function counts(world: World, queue: QueueRecord) {
  dropExpired(world, queue);
  const now = world.clock.now();
  const messages = [...messagesOf(world, queue).values()];
  const hidden = messages.filter(({ visibleAt }) => visibleAt > now);
  const delayed = hidden.filter(({ receiveCount }) => receiveCount === 0).length;
  return {
    ApproximateNumberOfMessagesVisible: messages.length - hidden.length,
    ApproximateNumberOfMessagesNotVisible: hidden.length - delayed,
    ApproximateNumberOfMessagesDelayed: delayed,
  };
}
