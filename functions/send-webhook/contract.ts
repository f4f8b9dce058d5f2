import * as z from "zod";
import { ledgerEnvironment } from "../shared/schemas.ts";

const record = z.object({
  messageId: z.string(),
  receiptHandle: z.string(),
  /** The event as EventBridge has it. */
  body: z.string(),
  attributes: z.object({ ApproximateReceiveCount: z.coerce.number().int().min(1) }),
  eventSourceARN: z.string(),
});

/** A batch of the queue of one webhook. */
export const input = z.object({ Records: z.array(record) });

const webhook = z.object({
  name: z.string(),
  url: z.string(),
  secretName: z.string(),
  queueArn: z.string(),
});

export const environment = ledgerEnvironment.extend({
  WEBHOOKS: z
    .string()
    .transform((text) => JSON.parse(text) as unknown)
    .pipe(z.array(webhook)),
});

export type Webhook = z.output<typeof webhook>;
export type QueuedEvent = z.output<typeof record>;
