import { NotFoundException } from "@aws-sdk/client-sns";
import type { Collection } from "../../kernel/collection.ts";
import type { World } from "../../kernel/service.ts";

/** Where a topic lies. */
export interface Site {
  readonly account: string;
  readonly region: string;
}

export interface TopicRecord extends Site {
  readonly name: string;
  readonly displayName: string;
  /** JSON text; the default policy when absent. */
  readonly policy?: string;
  readonly tags: Readonly<Record<string, string>>;
}

export interface SubscriptionRecord extends Site {
  readonly arn: string;
  readonly topicArn: string;
  readonly protocol: "email" | "lambda" | "sqs";
  readonly endpoint: string;
  /** A mailbox must confirm first, by a link that only its owner sees. */
  readonly isPending: boolean;
  readonly isRaw: boolean;
}

/** A mail that a topic would have sent. */
export interface MailRecord extends Site {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

const place = ({ account, region }: Site) => ({ service: "sns", account, region });

export const topicsAt = (world: World, site: Site): Collection<TopicRecord> =>
  world.storage.collection(place(site), "topics");

/** Subscriptions to the topics of a place, by ARN, in the order in which they were made. */
export const subscriptionsAt = (world: World, site: Site): Collection<SubscriptionRecord> =>
  world.storage.collection(place(site), "subscriptions");

export const mailsAt = (world: World, site: Site): Collection<MailRecord> =>
  world.storage.collection(place(site), "mails");

export const topicArn = ({ account, region }: Site, name: string): string =>
  `arn:aws:sns:${region}:${account}:${name}`;

/** Account, Region and name in the ARN of a topic, or of a subscription to it. */
export function placeOf(arn: string): Site & { readonly name: string } {
  const [, , , region = "", account = "", name = ""] = arn.split(":");
  return { account, region, name };
}

export const findTopic = (world: World, arn: string): TopicRecord | undefined => {
  const { name, ...site } = placeOf(arn);
  return topicsAt(world, site).get(name);
};

/** @throws NotFound */
export function topicFor(world: World, arn: string): TopicRecord {
  const topic = findTopic(world, arn);
  if (topic === undefined)
    throw new NotFoundException({ message: "Topic does not exist", $metadata: {} });
  return topic;
}

const OWNERS_ACTIONS = [
  "GetTopicAttributes",
  "SetTopicAttributes",
  "AddPermission",
  "RemovePermission",
  "DeleteTopic",
  "Subscribe",
  "ListSubscriptionsByTopic",
  "Publish",
];

/** What a topic has that was given no policy: its own account, and services that act for it, may use it. */
export const policyOf = ({ policy, ...topic }: TopicRecord): string =>
  policy ??
  JSON.stringify({
    Version: "2008-10-17",
    Id: "__default_policy_ID",
    Statement: [
      {
        Sid: "__default_statement_ID",
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: OWNERS_ACTIONS.map((action) => `SNS:${action}`),
        Resource: topicArn(topic, topic.name),
        Condition: { StringEquals: { "AWS:SourceOwner": topic.account } },
      },
    ],
  });
