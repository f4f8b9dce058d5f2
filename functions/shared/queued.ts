import * as z from "zod";
import type { Redelivery } from "../../ports/webhooks.ts";
import type { BatchAnswer } from "./batch-answer.ts";
import { logger } from "./observability.ts";

const queued = z.object({
  messageId: z.string(),
  receiptHandle: z.string(),
  /** The event as EventBridge has it. */
  body: z.string(),
  attributes: z.object({ ApproximateReceiveCount: z.coerce.number().int().min(1) }),
  eventSourceARN: z.string(),
});

/** A batch of a queue that EventBridge puts events into. */
export const queuedEvents = z.object({ Records: z.array(queued) });

export type QueuedEvent = z.output<typeof queued>;

interface Dealing {
  readonly redelivery: Redelivery;
  /** Does what an event asks for; when it throws, the event comes again. */
  readonly deal: (record: QueuedEvent) => Promise<void>;
  /** What the log says then. */
  readonly complaint: string;
}

/** Deals with each event of a batch; what could not be dealt with comes again, later each time. */
export const dealWithEach =
  ({ redelivery, deal, complaint }: Dealing) =>
  async ({ Records }: z.output<typeof queuedEvents>): Promise<BatchAnswer> => {
    const failed: string[] = [];
    for (const record of Records)
      try {
        await deal(record);
      } catch (error) {
        failed.push(record.messageId);
        logger.warn(complaint, { error: error as Error });
        await postpone(redelivery, record);
      }
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  };

const SHORTEST = 60;
const LONGEST = 6 * 3_600;

/** A minute, two, four … up to six hours. Without it the message comes again when the queue's time is over. */
async function postpone(redelivery: Redelivery, record: QueuedEvent): Promise<void> {
  const times = record.attributes.ApproximateReceiveCount - 1;
  const seconds = Math.min(LONGEST, SHORTEST * 2 ** times);
  await redelivery.later(record.eventSourceARN, record.receiptHandle, seconds).catch((error) => {
    logger.warn("A message could not be postponed.", { error: error as Error });
  });
}
