import { Duration, Stack } from "aws-cdk-lib";
import { type EventBus, Rule } from "aws-cdk-lib/aws-events";
import { SqsQueue } from "aws-cdk-lib/aws-events-targets";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { EVENT_SOURCE } from "../../adapters/aws/eventbridge-bus.ts";
import * as contract from "../../functions/send-webhook/contract.ts";
import type { WebhookConfiguration } from "../notifications.ts";
import { environmentOf } from "./environment.ts";
import { MayflyFunction } from "./function.ts";
import { allow } from "./permissions.ts";
import { mayReadSecrets } from "./secrets.ts";
import type { Site } from "./site.ts";

const TIMEOUT = Duration.minutes(2);

/** How often a message is tried: with the pauses between, for about three days. */
const TRIES = 20;

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
      site.ledger.mayCommit(),
      allow(
        CONSUMING,
        queues.map(({ queue }) => queue.queueArn),
      ),
      ...mayReadSecrets(
        scope,
        configured.map(({ secretName }) => secretName),
      ),
    ],
    timeout: TIMEOUT,
  });
  for (const { each, queue } of queues)
    sender.addEventSourceMapping(`webhook-${each.name}-source`, {
      eventSourceArn: queue.queueArn,
      batchSize: 5,
      reportBatchItemFailures: true,
    });
}

const CONSUMING = [
  "sqs:ChangeMessageVisibility",
  "sqs:DeleteMessage",
  "sqs:GetQueueAttributes",
  "sqs:ReceiveMessage",
];

function queueOf(
  scope: Construct,
  { names, deadLetters }: Site,
  { name, events }: WebhookConfiguration,
  bus: EventBus,
): Queue {
  const queue = new Queue(scope, `webhook-${name}`, {
    queueName: names.own(`webhook-${name}`),
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
    // Six times as long as the function may take (Lambda DG, with-sqs).
    visibilityTimeout: Duration.minutes(6 * TIMEOUT.toMinutes()),
    deadLetterQueue: { queue: deadLetters, maxReceiveCount: TRIES },
  });
  new Rule(scope, `webhook-${name}-rule`, {
    ruleName: names.own(`webhook-${name}`),
    description: `Events for the webhook ${name}`,
    eventBus: bus,
    eventPattern: { source: [EVENT_SOURCE], detailType: events },
    targets: [
      new SqsQueue(queue, {
        ...{ deadLetterQueue: deadLetters, retryAttempts: 24, maxEventAge: Duration.hours(4) },
      }),
    ],
  });
  return queue;
}
