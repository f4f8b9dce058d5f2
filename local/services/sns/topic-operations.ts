import {
  type CreateTopicCommandInput,
  type CreateTopicCommandOutput,
  type DeleteTopicCommandInput,
  type GetTopicAttributesCommandInput,
  type GetTopicAttributesCommandOutput,
  InvalidParameterException,
  type ListPlatformApplicationsCommandOutput,
  type ListTopicsCommandInput,
  type ListTopicsCommandOutput,
  type SetTopicAttributesCommandInput,
} from "@aws-sdk/client-sns";
import { NotEmulated } from "../../kernel/aws-error.ts";
import { onlyMembers } from "../../kernel/only-members.ts";
import type { Operation, World } from "../../kernel/service.ts";
import { pageOf } from "../paging/page.ts";
import { tagsFrom } from "./tag-operations.ts";
import { topicAuthorization, topicOperation } from "./topic-operation.ts";
import {
  placeOf,
  policyOf,
  type Site,
  subscriptionsAt,
  type TopicRecord,
  topicArn,
  topicsAt,
} from "./topics.ts";

type Answer<O> = Omit<O, "$metadata">;

/** Longest page of ListTopics and of listings of subscriptions (SNS API reference). */
export const PAGE_SIZE = 100;

export const invalid = (message: string) =>
  new InvalidParameterException({ message: `Invalid parameter: ${message}`, $metadata: {} });

/** What a topic is made from. */
export interface NewTopic {
  readonly name: string;
  readonly displayName?: string | undefined;
  readonly policy?: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

/** Makes a topic, or finds the one that has the name already, as SNS does. */
export function makeTopic(world: World, site: Site, wanted: NewTopic): TopicRecord {
  const { name, displayName = "", policy, tags } = wanted;
  if (!/^[\w-]{1,256}$/.test(name)) throw invalid("Topic Name");
  const { account, region } = site;
  const topics = topicsAt(world, site);
  const topic = topics.get(name) ?? {
    ...{ account, region, name, displayName, tags },
    ...(policy !== undefined && { policy }),
  };
  topics.set(name, topic);
  return topic;
}

/** Attributes that can be set, by the member of the record. */
const SETTABLE = { DisplayName: "displayName", Policy: "policy" } as const;

function settable(name: string): (typeof SETTABLE)[keyof typeof SETTABLE] {
  const member = Object.entries(SETTABLE).find(([known]) => known === name)?.[1];
  if (member === undefined) throw new NotEmulated(`the attribute ${name} of SNS topics`);
  return member;
}

const createTopic: Operation<CreateTopicCommandInput, Answer<CreateTopicCommandOutput>> = {
  authorize: ({ Name = "" }, call) => [
    { action: "sns:CreateTopic", resource: topicArn(call, Name) },
  ],
  run(input, call) {
    onlyMembers("sns:CreateTopic", input, ["Name", "Attributes", "Tags"]);
    const { Name: name = "", Attributes = {}, Tags } = input;
    for (const attribute of Object.keys(Attributes)) settable(attribute);
    const { DisplayName: displayName, Policy: policy } = Attributes;
    makeTopic(call.world, call, { name, displayName, policy, tags: tagsFrom(Tags) });
    return { TopicArn: topicArn(call, name) };
  },
};

const listTopics: Operation<ListTopicsCommandInput, Answer<ListTopicsCommandOutput>> = {
  authorize: () => [{ action: "sns:ListTopics", resource: "*" }],
  run({ NextToken }, call) {
    const all = [...topicsAt(call.world, call).values()];
    const { items, next } = pageOf(all, { limit: PAGE_SIZE, token: NextToken }, () =>
      invalid("NextToken"),
    );
    const Topics = items.map((topic) => ({ TopicArn: topicArn(topic, topic.name) }));
    return { Topics, ...(next !== undefined && { NextToken: next }) };
  },
};

const getTopicAttributes = topicOperation<
  GetTopicAttributesCommandInput,
  Answer<GetTopicAttributesCommandOutput>
>({
  name: "GetTopicAttributes",
  run(topic, _input, { world }) {
    const arn = topicArn(topic, topic.name);
    const own = [...subscriptionsAt(world, topic).values()].filter((each) => each.topicArn === arn);
    const pending = own.filter(({ isPending }) => isPending).length;
    return {
      Attributes: {
        ...{ TopicArn: arn, Owner: topic.account, DisplayName: topic.displayName },
        Policy: policyOf(topic),
        SubscriptionsConfirmed: String(own.length - pending),
        SubscriptionsPending: String(pending),
        SubscriptionsDeleted: "0",
      },
    };
  },
});

const setTopicAttributes = topicOperation<SetTopicAttributesCommandInput, object>({
  name: "SetTopicAttributes",
  members: ["AttributeName", "AttributeValue"],
  run(topic, { AttributeName = "", AttributeValue = "" }, { world }) {
    const changed = { ...topic, [settable(AttributeName)]: AttributeValue };
    topicsAt(world, topic).set(topic.name, changed);
    return {};
  },
});

/** Deleting a topic that does not exist is no error, and its subscriptions go with it. */
const deleteTopic: Operation<DeleteTopicCommandInput, object> = {
  authorize: ({ TopicArn = "" }, call) => [topicAuthorization("DeleteTopic", TopicArn, call)],
  run({ TopicArn = "" }, { world }) {
    const { name, ...site } = placeOf(TopicArn);
    const subscriptions = subscriptionsAt(world, site);
    for (const { arn, topicArn: of } of [...subscriptions.values()])
      if (of === TopicArn) subscriptions.delete(arn);
    topicsAt(world, site).delete(name);
    return {};
  },
};

/** Topics of phones cannot be made here, so that the listing is truly empty: nukes look for them. */
const listPlatformApplications: Operation<object, Answer<ListPlatformApplicationsCommandOutput>> = {
  authorize: () => [{ action: "sns:ListPlatformApplications", resource: "*" }],
  run: () => ({ PlatformApplications: [] }),
};

export const topicOperations = {
  CreateTopic: createTopic,
  DeleteTopic: deleteTopic,
  ListTopics: listTopics,
  ListPlatformApplications: listPlatformApplications,
  GetTopicAttributes: getTopicAttributes,
  SetTopicAttributes: setTopicAttributes,
} satisfies Readonly<Record<string, Operation>>;
