import * as z from "zod";
import type { Clock } from "../../ports/clock.ts";
import type { Receivers, Redelivery, Secrets, Told } from "../../ports/webhooks.ts";
import type { BatchAnswer } from "../shared/batch-answer.ts";
import { logger } from "../shared/observability.ts";
import type { input, QueuedEvent, Webhook } from "./contract.ts";
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
export const sendWebhook =
  (ports: Ports) =>
  async ({ Records }: z.output<typeof input>): Promise<BatchAnswer> => {
    const failed: string[] = [];
    for (const record of Records)
      try {
        await send(ports, record);
      } catch (error) {
        failed.push(record.messageId);
        logger.warn("A receiver could not be told; it is told later.", { error: error as Error });
        await postpone(ports, record);
      }
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  };

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

const SHORTEST = 60;
const LONGEST = 6 * 3_600;

/** A minute, two, four … up to six hours. Without it the message comes again when the queue's time is over. */
async function postpone({ redelivery }: Ports, record: QueuedEvent): Promise<void> {
  const times = record.attributes.ApproximateReceiveCount - 1;
  const seconds = Math.min(LONGEST, SHORTEST * 2 ** times);
  await redelivery.later(record.eventSourceARN, record.receiptHandle, seconds).catch((error) => {
    logger.warn("A message could not be postponed.", { error: error as Error });
  });
}
