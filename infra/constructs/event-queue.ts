import { Duration } from "aws-cdk-lib";
import { type EventBus, Rule } from "aws-cdk-lib/aws-events";
import { SqsQueue } from "aws-cdk-lib/aws-events-targets";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { EVENT_SOURCE } from "../../adapters/aws/eventbridge-bus.ts";
import type { EventType } from "../../domain/events.ts";
import type { MayflyFunction } from "./function.ts";
import type { Site } from "./site.ts";

/** How long a function may take for a batch of such a queue. */
export const BATCH_TIMEOUT = Duration.minutes(2);

/** How often a message is tried: with the pauses between, for about three days. */
const TRIES = 20;

interface EventQueueProps {
  /** Of the queue and its rule, without the deployment's prefix. */
  readonly name: string;
  /** Of the rule. */
  readonly description: string;
  readonly events: readonly EventType[];
  readonly bus: EventBus;
}

/** A queue of domain events for somebody who may be down for days; then they are dead letters. */
export function eventQueue(scope: Construct, site: Site, props: EventQueueProps): Queue {
  const { names, deadLetters } = site;
  const { name, description, events, bus } = props;
  const queue = new Queue(scope, name, {
    queueName: names.own(name),
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
    // Six times as long as the function may take (Lambda DG, with-sqs).
    visibilityTimeout: Duration.minutes(6 * BATCH_TIMEOUT.toMinutes()),
    deadLetterQueue: { queue: deadLetters, maxReceiveCount: TRIES },
  });
  new Rule(scope, `${name}-rule`, {
    ...{ ruleName: names.own(name), description, eventBus: bus },
    eventPattern: { source: [EVENT_SOURCE], detailType: [...events] },
    targets: [
      new SqsQueue(queue, {
        ...{ deadLetterQueue: deadLetters, retryAttempts: 24, maxEventAge: Duration.hours(4) },
      }),
    ],
  });
  return queue;
}

/** What whoever is fed from such queues must be allowed on them. */
export const CONSUMING = [
  "sqs:ChangeMessageVisibility",
  "sqs:DeleteMessage",
  "sqs:GetQueueAttributes",
  "sqs:ReceiveMessage",
];

/** Feeds a function from such a queue. */
export function feed(listener: MayflyFunction, queue: Queue, name: string): void {
  listener.addEventSourceMapping(`${name}-source`, {
    ...{ eventSourceArn: queue.queueArn, batchSize: 5, reportBatchItemFailures: true },
  });
}
