import { expect, test } from "vitest";
import { aPostOffice, TOPIC, withTopic } from "./a-post-office.ts";

test("makes one topic of one name, however often it is asked", async () => {
  const office = await withTopic();

  await expect(office.call("CreateTopic", { Name: "alarms" })).resolves.toEqual({
    TopicArn: TOPIC,
  });

  expect(await office.call("ListTopics")).toEqual({ Topics: [{ TopicArn: TOPIC }] });
});

test.each([
  ["a name with a space", "CreateTopic", { Name: "my alarms" }, "InvalidParameterException"],
  [
    "a queue that keeps an order",
    "CreateTopic",
    { Name: "a", Attributes: { FifoTopic: "true" } },
    "NotEmulated",
  ],
  [
    "a topic that is not there",
    "Publish",
    { TopicArn: `${TOPIC}2`, Message: "hi" },
    "NotFoundException",
  ],
  ["an empty message", "Publish", { TopicArn: TOPIC, Message: "" }, "InvalidParameterException"],
  [
    "a subject of a hundred characters",
    "Publish",
    { TopicArn: TOPIC, Message: "hi", Subject: "x".repeat(100) },
    "InvalidParameterException",
  ],
  [
    "a message to a phone",
    "Publish",
    { TopicArn: TOPIC, Message: "hi", PhoneNumber: "+1" },
    "NotEmulated",
  ],
  [
    "a subscription by HTTPS",
    "Subscribe",
    { TopicArn: TOPIC, Protocol: "https", Endpoint: "https://example.com" },
    "NotEmulated",
  ],
  [
    "a mailbox without an @",
    "Subscribe",
    { TopicArn: TOPIC, Protocol: "email", Endpoint: "nobody" },
    "InvalidParameterException",
  ],
  [
    "a filter of messages",
    "Subscribe",
    {
      TopicArn: TOPIC,
      Protocol: "email",
      Endpoint: "a@b.example",
      Attributes: { FilterPolicy: "{}" },
    },
    "NotEmulated",
  ],
  [
    "leaving what one never joined",
    "Unsubscribe",
    { SubscriptionArn: `${TOPIC}:1` },
    "NotFoundException",
  ],
  [
    "tags of what is not there",
    "ListTagsForResource",
    { ResourceArn: `${TOPIC}2` },
    "ResourceNotFoundException",
  ],
])("refuses %s", async (_, operation, input, name) => {
  const office = await withTopic();

  await expect(office.call(operation, input)).rejects.toMatchObject({ name });
});

test("deletes a topic with its subscriptions, and one that is not there without a word", async () => {
  const office = await withTopic();
  const Endpoint = "arn:aws:sqs:eu-west-1:222222222222:alarms";
  await office.call("Subscribe", { TopicArn: TOPIC, Protocol: "sqs", Endpoint });

  await office.call("DeleteTopic", { TopicArn: TOPIC });
  await office.call("DeleteTopic", { TopicArn: TOPIC });

  expect(await office.call("ListTopics")).toEqual({ Topics: [] });
  expect(await office.call("ListSubscriptions")).toEqual({ Subscriptions: [] });
});

test("lets the account and its services use a topic that has no policy of its own", async () => {
  const office = await withTopic();
  const service = "cloudwatch.amazonaws.com";
  const sourceAccount = "222222222222";

  const [asked] = office.authorize(
    "Publish",
    { TopicArn: TOPIC },
    {
      ...{ kind: "service", service, arn: service, userId: service, account: sourceAccount },
      sourceAccount,
    },
  );

  expect(asked).toMatchObject({
    action: "sns:Publish",
    resource: TOPIC,
    context: { "aws:SourceOwner": "222222222222" },
  });
  expect(JSON.parse(asked?.resourcePolicy ?? "")).toMatchObject({
    Statement: [{ Condition: { StringEquals: { "AWS:SourceOwner": "222222222222" } } }],
  });
});

test("keeps tags, and attributes that were set", async () => {
  const office = await withTopic();

  await office.call("TagResource", { ResourceArn: TOPIC, Tags: [{ Key: "a", Value: "1" }] });
  await office.call("UntagResource", { ResourceArn: TOPIC, TagKeys: ["b"] });
  const change = { AttributeName: "DisplayName", AttributeValue: "Mayfly" };
  await office.call("SetTopicAttributes", { TopicArn: TOPIC, ...change });

  expect(await office.call("ListTagsForResource", { ResourceArn: TOPIC })).toEqual({
    Tags: [{ Key: "a", Value: "1" }],
  });
  expect(await office.call("GetTopicAttributes", { TopicArn: TOPIC })).toMatchObject({
    Attributes: { DisplayName: "Mayfly", Owner: "222222222222" },
  });
});

test("makes what a template asks for", async () => {
  const office = aPostOffice();
  const policy = { Version: "2012-10-17", Statement: [] };

  const topic = await office.make("AWS::SNS::Topic", { TopicName: "alarms" });
  const Endpoint = "team@example.com";
  await office.make("AWS::SNS::Subscription", { TopicArn: TOPIC, Protocol: "email", Endpoint });
  await office.make("AWS::SNS::TopicPolicy", { Topics: [TOPIC], PolicyDocument: policy });

  expect(topic).toEqual({ ref: TOPIC, attributes: { TopicArn: TOPIC, TopicName: "alarms" } });
  const { Attributes } = await office.call("GetTopicAttributes", { TopicArn: TOPIC });
  expect(Attributes).toMatchObject({
    Policy: JSON.stringify(policy),
    SubscriptionsPending: "1",
  });
  await expect(office.make("AWS::SNS::Topic", { FifoTopic: true })).rejects.toThrow("FifoTopic");
});
