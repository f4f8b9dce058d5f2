import * as z from "zod";
import { queuedEvents } from "../shared/queued.ts";
import { ledgerEnvironment } from "../shared/schemas.ts";

/** A batch of the queue of one webhook. */
export const input = queuedEvents;

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
