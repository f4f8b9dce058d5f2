import type { World } from "../../kernel/service.ts";
import { onArrival } from "./arrivals.ts";
import { messagesOf, queueByArn } from "./queues.ts";

/** What those who poll a queue need to know of it, so that they need not ask in vain. */
export interface QueueSource {
  /** When the next message can be received, in milliseconds since the epoch; undefined when there is none. */
  nextVisible(queueArn: string): number | undefined;
  /** Tells when a message has come into this queue. */
  subscribe(queueArn: string, listener: () => void): void;
}

export const queueSource = (world: World): QueueSource => ({
  nextVisible(queueArn) {
    const queue = queueByArn(world, queueArn);
    if (queue === undefined) return undefined;
    const moments = [...messagesOf(world, queue).values()].map(({ visibleAt }) => visibleAt);
    return moments.length === 0 ? undefined : Math.min(...moments);
  },
  subscribe: (queueArn, listener) => onArrival(world, queueArn, listener),
});
