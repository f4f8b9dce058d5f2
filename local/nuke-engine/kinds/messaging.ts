import {
  DeleteTopicCommand,
  paginateListSubscriptions,
  paginateListTopics,
  UnsubscribeCommand,
} from "@aws-sdk/client-sns";
import { DeleteQueueCommand, paginateListQueues } from "@aws-sdk/client-sqs";
import { type Kind, pages } from "../resource.ts";

const queue: Kind = {
  type: "SQSQueue",
  list: async ({ clients: { sqs } }) => {
    const urls = await pages(paginateListQueues({ client: sqs }, {}), ({ QueueUrls }) => QueueUrls);
    return urls.map((QueueUrl) => ({
      name: QueueUrl,
      properties: { QueueURL: QueueUrl },
      remove: () => sqs.send(new DeleteQueueCommand({ QueueUrl })),
    }));
  },
};

const subscription: Kind = {
  type: "SNSSubscription",
  list: async ({ clients: { sns } }) => {
    const listing = paginateListSubscriptions({ client: sns }, {});
    const found = await pages(listing, ({ Subscriptions }) => Subscriptions);
    // A pending subscription has no ARN and goes away by itself.
    const confirmed = found.filter(
      ({ SubscriptionArn = "" }) => SubscriptionArn !== "PendingConfirmation",
    );
    return confirmed.map(({ SubscriptionArn, Owner, TopicArn }) => ({
      name: `Owner: ${Owner} ARN: ${SubscriptionArn}`,
      properties: { ARN: SubscriptionArn, Owner, TopicARN: TopicArn },
      cannot: SubscriptionArn === "Deleted" ? "subscription Deleted is already deleted" : undefined,
      remove: () => sns.send(new UnsubscribeCommand({ SubscriptionArn })),
    }));
  },
};

const topic: Kind = {
  type: "SNSTopic",
  list: async ({ clients: { sns } }) => {
    const topics = await pages(paginateListTopics({ client: sns }, {}), ({ Topics }) => Topics);
    return topics.map(({ TopicArn }) => ({
      name: `TopicARN: ${TopicArn}`,
      properties: { TopicARN: TopicArn },
      remove: () => sns.send(new DeleteTopicCommand({ TopicArn })),
    }));
  },
};

export const messagingKinds: readonly Kind[] = [subscription, topic, queue];
