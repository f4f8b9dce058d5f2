import {
  type ListSubscriptionsByTopicCommandInput,
  type ListSubscriptionsCommandInput,
  type ListSubscriptionsCommandOutput,
  NotFoundException,
  type SubscribeCommandInput,
  type SubscribeCommandOutput,
  type Subscription,
  type UnsubscribeCommandInput,
} from "@aws-sdk/client-sns";
import { NotEmulated } from "../../kernel/aws-error.ts";
import type { Operation, World } from "../../kernel/service.ts";
import { pageOf } from "../paging/page.ts";
import { topicOperation } from "./topic-operation.ts";
import { invalid, PAGE_SIZE } from "./topic-operations.ts";
import { type SubscriptionRecord, subscriptionsAt, topicFor } from "./topics.ts";

type Answer<O> = Omit<O, "$metadata">;

/** What an endpoint looks like, by protocol. Other protocols are not emulated. */
const ENDPOINTS: Readonly<Record<SubscriptionRecord["protocol"], RegExp>> = {
  email: /^[^@\s]+@[^@\s]+\.[^@\s]+$/,
  lambda: /^arn:aws:lambda:/,
  sqs: /^arn:aws:sqs:/,
};

/** What a subscription is made from. */
export interface NewSubscription {
  readonly topicArn: string;
  readonly protocol: string;
  readonly endpoint: string;
  readonly isRaw: boolean;
}

const isKnown = (protocol: string): protocol is SubscriptionRecord["protocol"] =>
  protocol in ENDPOINTS;

/** Subscribes an endpoint; one that is subscribed to the topic already keeps its subscription. */
export function makeSubscription(world: World, wanted: NewSubscription): SubscriptionRecord {
  const { topicArn, protocol, endpoint, isRaw } = wanted;
  if (!isKnown(protocol)) throw new NotEmulated(`SNS subscriptions by ${protocol}`);
  if (!ENDPOINTS[protocol].test(endpoint)) throw invalid("Endpoint");
  const { account, region } = topicFor(world, topicArn);
  const subscriptions = subscriptionsAt(world, { account, region });
  const same = [...subscriptions.values()].find(
    (each) => each.topicArn === topicArn && each.endpoint === endpoint,
  );
  const subscription = same ?? {
    ...{ account, region, topicArn, protocol, endpoint, isRaw },
    arn: `${topicArn}:${world.random.uuid()}`,
    isPending: protocol === "email",
  };
  subscriptions.set(subscription.arn, subscription);
  return subscription;
}

const PENDING = { shown: "PendingConfirmation", answered: "pending confirmation" };

function rawDelivery(attributes: Readonly<Record<string, string>>): boolean {
  for (const name of Object.keys(attributes))
    if (name !== "RawMessageDelivery")
      throw new NotEmulated(`the attribute ${name} of SNS subscriptions`);
  return attributes["RawMessageDelivery"] === "true";
}

const subscribe = topicOperation<SubscribeCommandInput, Answer<SubscribeCommandOutput>>({
  name: "Subscribe",
  members: ["Protocol", "Endpoint", "Attributes", "ReturnSubscriptionArn"],
  run(_topic, input, { world }) {
    const { TopicArn: topicArn = "", Protocol: protocol = "", Endpoint: endpoint = "" } = input;
    const isRaw = rawDelivery(input.Attributes ?? {});
    const { arn, isPending } = makeSubscription(world, { topicArn, protocol, endpoint, isRaw });
    const isHidden = isPending && input.ReturnSubscriptionArn !== true;
    return { SubscriptionArn: isHidden ? PENDING.answered : arn };
  },
});

const unsubscribe: Operation<UnsubscribeCommandInput, object> = {
  authorize: ({ SubscriptionArn = "" }) => [
    { action: "sns:Unsubscribe", resource: SubscriptionArn.split(":").slice(0, 6).join(":") },
  ],
  run({ SubscriptionArn = "" }, { world, account, region }) {
    if (!subscriptionsAt(world, { account, region }).delete(SubscriptionArn))
      throw new NotFoundException({ message: "Subscription does not exist", $metadata: {} });
    return {};
  },
};

const shown = (each: SubscriptionRecord): Subscription => ({
  ...{ SubscriptionArn: each.isPending ? PENDING.shown : each.arn, Owner: each.account },
  ...{ Protocol: each.protocol, Endpoint: each.endpoint, TopicArn: each.topicArn },
});

function page(
  all: readonly SubscriptionRecord[],
  token: string | undefined,
): Answer<ListSubscriptionsCommandOutput> {
  const asked = { limit: PAGE_SIZE, token };
  const { items, next } = pageOf(all, asked, () => invalid("NextToken"));
  return { Subscriptions: items.map(shown), ...(next !== undefined && { NextToken: next }) };
}

const listSubscriptions: Operation<
  ListSubscriptionsCommandInput,
  Answer<ListSubscriptionsCommandOutput>
> = {
  authorize: () => [{ action: "sns:ListSubscriptions", resource: "*" }],
  run: ({ NextToken }, call) => page([...subscriptionsAt(call.world, call).values()], NextToken),
};

const listSubscriptionsByTopic = topicOperation<
  ListSubscriptionsByTopicCommandInput,
  Answer<ListSubscriptionsCommandOutput>
>({
  name: "ListSubscriptionsByTopic",
  members: ["NextToken"],
  run(topic, { TopicArn, NextToken }, { world }) {
    const all = [...subscriptionsAt(world, topic).values()];
    return page(
      all.filter(({ topicArn }) => topicArn === TopicArn),
      NextToken,
    );
  },
});

export const subscriptionOperations = {
  Subscribe: subscribe,
  Unsubscribe: unsubscribe,
  ListSubscriptions: listSubscriptions,
  ListSubscriptionsByTopic: listSubscriptionsByTopic,
} satisfies Readonly<Record<string, Operation>>;
