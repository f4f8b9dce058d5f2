import * as z from "zod";
import type { Clock } from "../../ports/clock.ts";
import type { Receivers, Redelivery, Secrets, Told } from "../../ports/webhooks.ts";
import { dealWithEach, type QueuedEvent } from "../shared/queued.ts";
import type { Webhook } from "./contract.ts";
import { signature } from "./sign.ts";

interface Ports {
  readonly webhooks: readonly Webhook[];
  readonly receivers: Receivers;
  readonly secrets: Secrets;
  readonly told: Told;
  readonly redelivery: Redelivery;
  readonly clock: Clock;
}

/** What of an event is needed to send it; all of it is sent. */
const told = z.object({ detail: z.looseObject({ id: z.string(), type: z.string() }) });

/** Sends events to the receiver of their queue; what it does not take comes again, later each time. */
export const sendWebhook = (ports: Ports) =>
  dealWithEach({
    redelivery: ports.redelivery,
    deal: (record) => send(ports, record),
    complaint: "A receiver could not be told; it is told later.",
  });

async function send(ports: Ports, { body, eventSourceARN }: QueuedEvent): Promise<void> {
  const webhook = ports.webhooks.find(({ queueArn }) => queueArn === eventSourceARN);
  if (webhook === undefined) throw new Error(`No webhook has the queue ${eventSourceARN}.`);
  const { detail } = told.parse(JSON.parse(body));
  const channel = `webhook#${webhook.name}`;
  if (await ports.told.wasTold(channel, detail.id)) return;
  const at = ports.clock.now();
  const text = JSON.stringify(detail);
  const secrets = await ports.secrets.values(webhook.secretName);
  await ports.receivers.post(webhook.url, {
    headers: {
      "Content-Type": "application/json",
      "Mayfly-Event-Id": detail.id,
      "Mayfly-Event-Type": detail.type,
      "Mayfly-Signature": signature(secrets, Math.floor(Date.parse(at) / 1000), text),
    },
    body: text,
  });
  await ports.told.remember(channel, detail.id, at);
}
