import { Stack } from "aws-cdk-lib";
import type { EventBus } from "aws-cdk-lib/aws-events";
import type { Construct } from "constructs";
import * as contract from "../../functions/send-webhook/contract.ts";
import type { WebhookConfiguration } from "../notifications.ts";
import { environmentOf } from "./environment.ts";
import { BATCH_TIMEOUT, CONSUMING, eventQueue, feed } from "./event-queue.ts";
import { MayflyFunction } from "./function.ts";
import { allow } from "./permissions.ts";
import { mayReadSecrets } from "./secrets.ts";
import type { Site } from "./site.ts";

/**
 * Tells machines: each webhook has a queue of its own, so that one whose receiver is down holds up no
 * other. Nothing is made when there are none.
 */
export function webhooks(scope: Construct, site: Site, bus: EventBus): void {
  const configured = site.configuration.notifications?.webhooks ?? [];
  if (configured.length === 0) return;
  const queues = configured.map((each) => ({ each, queue: queueOf(scope, site, each, bus) }));
  const sender = new MayflyFunction(scope, "send-webhook", {
    ...{ site, contract },
    environment: {
      ...environmentOf(site).table,
      WEBHOOKS: Stack.of(scope).toJsonString(
        queues.map(({ each: { name, url, secretName }, queue }) => ({
          ...{ name, url, secretName, queueArn: queue.queueArn },
        })),
      ),
    },
    may: [
      site.ledger.mayRememberTold("webhook"),
      allow(
        CONSUMING,
        queues.map(({ queue }) => queue.queueArn),
      ),
      ...mayReadSecrets(
        scope,
        configured.map(({ secretName }) => secretName),
      ),
    ],
    timeout: BATCH_TIMEOUT,
  });
  for (const { each, queue } of queues) feed(sender, queue, `webhook-${each.name}`);
}

const queueOf = (
  scope: Construct,
  site: Site,
  { name, events }: WebhookConfiguration,
  bus: EventBus,
) =>
  eventQueue(scope, site, {
    ...{ name: `webhook-${name}`, events, bus },
    description: `Events for the webhook ${name}`,
  });
