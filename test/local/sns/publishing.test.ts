import { expect, test } from "vitest";
import { TOPIC, withTopic } from "./a-post-office.ts";

const QUEUE = "arn:aws:sqs:eu-west-1:222222222222:alarms";
const FUNCTION = "arn:aws:lambda:eu-west-1:222222222222:function:notify";

test("sends to a queue in an envelope, in its own name and for the topic's sake", async () => {
  const office = await withTopic();
  await office.call("Subscribe", { TopicArn: TOPIC, Protocol: "sqs", Endpoint: QUEUE });

  const { MessageId } = await office.call("Publish", {
    TopicArn: TOPIC,
    Message: "hi",
    Subject: "s",
  });

  const [sent] = await office.delivered();
  expect(sent).toMatchObject({
    ...{ service: "sqs", operation: "SendMessage", region: "eu-west-1" },
    principal: { kind: "service", service: "sns.amazonaws.com", sourceArn: TOPIC },
  });
  const { MessageBody } = (sent?.input ?? {}) as { MessageBody: string };
  expect(JSON.parse(MessageBody)).toMatchObject({
    ...{ Type: "Notification", MessageId, TopicArn: TOPIC, Subject: "s", Message: "hi" },
    Timestamp: "2026-11-24T12:00:00.000Z",
  });
});

test("sends to a queue as it is, where that was asked for", async () => {
  const office = await withTopic();
  const Attributes = { RawMessageDelivery: "true" };
  await office.call("Subscribe", { TopicArn: TOPIC, Protocol: "sqs", Endpoint: QUEUE, Attributes });

  await office.call("Publish", { TopicArn: TOPIC, Message: "hi" });

  const [sent] = await office.delivered();
  expect(sent?.input).toMatchObject({ MessageBody: "hi" });
});

test("invokes a function with a record", async () => {
  const office = await withTopic();
  await office.call("Subscribe", { TopicArn: TOPIC, Protocol: "lambda", Endpoint: FUNCTION });

  await office.call("Publish", { TopicArn: TOPIC, Message: "hi" });

  const [sent] = await office.delivered();
  expect(sent).toMatchObject({ service: "lambda", operation: "Invoke" });
  const { Payload } = (sent?.input ?? {}) as { Payload: Uint8Array };
  expect(JSON.parse(Buffer.from(Payload).toString())).toMatchObject({
    Records: [{ EventSource: "aws:sns", Sns: { Message: "hi", Subject: null, TopicArn: TOPIC } }],
  });
});

test("keeps mails, even to a mailbox that has not confirmed", async () => {
  const office = await withTopic();
  const Endpoint = "team@example.com";
  const subscribed = await office.call("Subscribe", {
    TopicArn: TOPIC,
    Protocol: "email",
    Endpoint,
  });

  await office.call("Publish", { TopicArn: TOPIC, Message: "hi" });

  expect(subscribed).toEqual({ SubscriptionArn: "pending confirmation" });
  expect(await office.delivered()).toEqual([]);
  expect(office.service.mails()).toMatchObject([
    { to: Endpoint, subject: "AWS Notification Message", text: "hi" },
  ]);
  expect(await office.call("ListSubscriptions")).toMatchObject({
    Subscriptions: [{ SubscriptionArn: "PendingConfirmation", Endpoint }],
  });
});

test("sends nothing to whoever has left, or joined another topic", async () => {
  const office = await withTopic();
  const { TopicArn } = await office.call("CreateTopic", { Name: "other" });
  await office.call("Subscribe", { TopicArn, Protocol: "lambda", Endpoint: FUNCTION });
  const wanted = { TopicArn: TOPIC, Protocol: "sqs", Endpoint: QUEUE };
  const { SubscriptionArn } = await office.call("Subscribe", wanted);
  await office.call("Unsubscribe", { SubscriptionArn });

  await office.call("Publish", { TopicArn: TOPIC, Message: "hi" });

  expect(await office.delivered()).toEqual([]);
});

test("subscribes an endpoint once", async () => {
  const office = await withTopic();
  const wanted = { TopicArn: TOPIC, Protocol: "sqs", Endpoint: QUEUE };

  const first = await office.call("Subscribe", wanted);

  expect(await office.call("Subscribe", wanted)).toEqual(first);
  const { Subscriptions } = await office.call("ListSubscriptionsByTopic", { TopicArn: TOPIC });
  expect(Subscriptions).toHaveLength(1);
});
