import * as z from "zod";
import { queuedEvents } from "../shared/queued.ts";
import { accountKey, leaseId, ledgerEnvironment } from "../shared/schemas.ts";

/** A batch of the queue of events of which people are told by mail. */
export const input = queuedEvents;

/** What of an event is told. */
export const mailedEvent = z.object({
  detail: z.object({
    id: z.string(),
    type: z.string(),
    by: z.string(),
    why: z.string().optional(),
    leaseId: leaseId.optional(),
    accountKey: accountKey.optional(),
    details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  }),
});

export type MailedEvent = z.output<typeof mailedEvent>["detail"];

export const environment = ledgerEnvironment.extend({
  MAIL_FROM: z.string().includes("@"),
  /** Empty when answers go to the sender. */
  MAIL_REPLY_TO: z.string(),
  /** Empty when there is none. */
  MAIL_CONFIGURATION_SET: z.string(),
});
