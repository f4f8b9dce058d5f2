import type { PublishCommandInput, PublishCommandOutput } from "@aws-sdk/client-sns";
import type { Operation, World } from "../../kernel/service.ts";
import type { Deliverer } from "../deliveries/deliverer.ts";
import { DEFAULT_RETRY } from "../deliveries/delivery.ts";
import { topicOperation } from "./topic-operation.ts";
import { invalid } from "./topic-operations.ts";
import { mailsAt, type SubscriptionRecord, subscriptionsAt } from "./topics.ts";

// SNS Developer Guide, "Quotas": 256 KiB; subjects are shorter than 100 characters.
const LARGEST_MESSAGE = 256 * 1_024;
const LONGEST_SUBJECT = 100;

/** What a topic passes on. */
interface Message {
  readonly id: string;
  readonly topicArn: string;
  readonly subject: string | undefined;
  readonly text: string;
  readonly at: number;
}

/** The fields that every form of a notification has. */
const facts = ({ id, topicArn, subject, text, at }: Message) => ({
  Type: "Notification",
  MessageId: id,
  TopicArn: topicArn,
  ...(subject !== undefined && { Subject: subject }),
  Message: text,
  Timestamp: new Date(at).toISOString(),
});

const unsubscribeUrl = ({ arn, region }: SubscriptionRecord) =>
  `https://sns.${region}.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=${arn}`;

/** What the receiver gets: the text as it is, an envelope around it, or an event for a function. */
function payload(message: Message, subscription: SubscriptionRecord): string {
  if (subscription.isRaw) return message.text;
  const envelope = { ...facts(message), UnsubscribeURL: unsubscribeUrl(subscription) };
  if (subscription.protocol === "sqs") return JSON.stringify(envelope);
  const { UnsubscribeURL: UnsubscribeUrl, ...rest } = envelope;
  const Sns = { Subject: null, ...rest, UnsubscribeUrl, MessageAttributes: {} };
  const { arn: EventSubscriptionArn } = subscription;
  return JSON.stringify({
    Records: [{ EventSource: "aws:sns", EventVersion: "1.0", EventSubscriptionArn, Sns }],
  });
}

/** Mails are kept instead of sent, even to mailboxes that have not confirmed: nobody reads mail here. */
function mail(world: World, message: Message, { account, region, endpoint }: SubscriptionRecord) {
  const subject = message.subject ?? "AWS Notification Message";
  mailsAt(world, { account, region }).set(`${message.id} ${endpoint}`, {
    ...{ account, region, to: endpoint, subject, text: message.text, at: message.at },
  });
  const line = `${subject}: ${message.text}`;
  world.trace.tell({ kind: "log", at: message.at, logGroup: `mail to ${endpoint}`, line });
}

function deliver(deliverer: Deliverer, message: Message, subscription: SubscriptionRecord): void {
  const { account, region, topicArn, endpoint } = subscription;
  const text = payload(message, subscription);
  deliverer.take({
    ...{ id: `${message.id}-${subscription.arn.split(":").at(-1)}`, account, region },
    ...{ sourceArn: topicArn, target: { arn: endpoint }, payload: text, deadLetter: text },
    ...{ origin: {}, ...DEFAULT_RETRY, attempts: 0, since: message.at, due: message.at },
  });
}

function check({ Message = "", Subject }: PublishCommandInput): void {
  if (Message === "") throw invalid("Empty message");
  if (Buffer.byteLength(Message) > LARGEST_MESSAGE) throw invalid("Message too long");
  if (Subject !== undefined && !/^[\x20-\x7e]+$/.test(Subject)) throw invalid("Subject");
  if ((Subject?.length ?? 0) >= LONGEST_SUBJECT) throw invalid("Subject");
}

/** Publishes to every subscription of a topic. */
export const publishTo = (
  deliverer: Deliverer,
): Operation<PublishCommandInput, Omit<PublishCommandOutput, "$metadata">> =>
  topicOperation({
    name: "Publish",
    members: ["Message", "Subject"],
    run(topic, input, { world }) {
      check(input);
      const { TopicArn: topicArn = "", Message: text = "", Subject: subject } = input;
      const message = { id: world.random.uuid(), topicArn, subject, text, at: world.clock.now() };
      for (const subscription of [...subscriptionsAt(world, topic).values()]) {
        if (subscription.topicArn !== topicArn) continue;
        if (subscription.protocol === "email") mail(world, message, subscription);
        else deliver(deliverer, message, subscription);
      }
      return { MessageId: message.id };
    },
  });
