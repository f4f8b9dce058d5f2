import * as z from "zod";
import type { EventType } from "../domain/events.ts";
import { EVENT_SCHEMAS } from "../functions/shared/event-schemas/events.ts";
import { mail } from "./mail/schema.ts";
import { flawOfWebhookUrl } from "./webhook-url.ts";

const eventTypes = Object.keys(EVENT_SCHEMAS) as [EventType, ...EventType[]];

const webhook = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,29}$/, "is not 1 to 30 lowercase letters, digits and dashes"),
  url: z.string().superRefine((url, context) => {
    const message = flawOfWebhookUrl(url);
    if (message !== undefined) context.addIssue({ code: "custom", message });
  }),
  events: z.array(z.enum(eventTypes)).min(1, "names no event: nothing would ever be sent"),
  secretName: z.string().regex(/^[\w/+=.@-]{1,512}$/, "is not the name of a secret"),
});

/** Who is told events, beside those who listen on the bus. */
export const notifications = z.strictObject({
  webhooks: z
    .array(webhook)
    .max(20)
    .refine(
      (all) => new Set(all.map(({ name }) => name)).size === all.length,
      "has two webhooks of one name",
    )
    .default([]),
  mail: mail.exactOptional(),
});

export type WebhookConfiguration = z.output<typeof webhook>;
