import { describe, expect, it } from "vitest";
import { ACCOUNT, someQueues } from "./a-queue.ts";

const bodies = (messages: readonly { Body: string }[]) => messages.map(({ Body }) => Body);

describe("a queue", () => {
  it("hides a message that was received until its visibility timeout", async () => {
    const { queue, ask, receive, pass } = someQueues();
    const QueueUrl = await queue("q");
    await ask("SendMessage", { QueueUrl, MessageBody: "a" });

    const first = await receive(QueueUrl);
    await pass(29);
    const hidden = await receive(QueueUrl);
    await pass(1);
    const again = await receive(QueueUrl);

    expect([first, hidden, again].map(bodies)).toEqual([["a"], [], ["a"]]);
  });

  it("forgets a message that was deleted", async () => {
    const { queue, ask, receive, pass } = someQueues();
    const QueueUrl = await queue("q");
    await ask("SendMessage", { QueueUrl, MessageBody: "a" });
    const [message] = await receive(QueueUrl);

    await ask("DeleteMessage", { QueueUrl, ReceiptHandle: message?.ReceiptHandle });
    await pass(60);

    expect(await receive(QueueUrl)).toEqual([]);
  });

  it("delays a message", async () => {
    const { queue, ask, receive, pass } = someQueues();
    const QueueUrl = await queue("q");
    await ask("SendMessage", { QueueUrl, MessageBody: "a", DelaySeconds: 10 });

    const early = await receive(QueueUrl);
    await pass(10);

    expect([bodies(early), bodies(await receive(QueueUrl))]).toEqual([[], ["a"]]);
  });

  it("keeps messages for its retention period", async () => {
    const { queue, ask, receive, pass } = someQueues();
    const QueueUrl = await queue("q", { MessageRetentionPeriod: "60" });
    await ask("SendMessage", { QueueUrl, MessageBody: "a" });

    await pass(61);

    expect(await receive(QueueUrl)).toEqual([]);
  });

  it("moves a message that is received too often to its dead-letter queue", async () => {
    const { queue, ask, receive, pass } = someQueues();
    const dead = await queue("dead");
    const RedrivePolicy = JSON.stringify({
      deadLetterTargetArn: `arn:aws:sqs:eu-west-1:${ACCOUNT}:dead`,
      maxReceiveCount: 1,
    });
    const QueueUrl = await queue("q", { RedrivePolicy });
    await ask("SendMessage", { QueueUrl, MessageBody: "a" });

    await receive(QueueUrl);
    await pass(60);
    const again = await receive(QueueUrl);

    expect([bodies(again), bodies(await receive(dead))]).toEqual([[], ["a"]]);
  });

  it("gives back attributes with the digest that clients compute", async () => {
    const { queue, ask, receive } = someQueues();
    const QueueUrl = await queue("q");
    const MessageAttributes = { Code: { DataType: "Number", StringValue: "200" } };
    const sent = await ask("SendMessage", { QueueUrl, MessageBody: "a", MessageAttributes });

    const [message] = await receive(QueueUrl, { MessageAttributeNames: ["All"] });

    expect(message?.["MessageAttributes"]).toEqual(MessageAttributes);
    expect(message?.["MD5OfMessageAttributes"]).toBe(sent["MD5OfMessageAttributes"]);
    expect(sent["MD5OfMessageBody"]).toBe("0cc175b9c0f1b6a831c399e269772661");
  });

  it("counts what is visible, in flight and delayed", async () => {
    const { queue, ask, receive } = someQueues();
    const QueueUrl = await queue("q");
    for (const DelaySeconds of [0, 0, 60])
      await ask("SendMessage", { QueueUrl, MessageBody: "a", DelaySeconds });
    await receive(QueueUrl, { MaxNumberOfMessages: 1 });

    const { Attributes } = await ask("GetQueueAttributes", { QueueUrl, AttributeNames: ["All"] });

    expect(Attributes).toMatchObject({
      ApproximateNumberOfMessages: "1",
      ApproximateNumberOfMessagesNotVisible: "1",
      ApproximateNumberOfMessagesDelayed: "1",
      QueueArn: `arn:aws:sqs:eu-west-1:${ACCOUNT}:q`,
    });
  });

  it("is empty after a purge", async () => {
    const { queue, ask, receive } = someQueues();
    const QueueUrl = await queue("q");
    await ask("SendMessage", { QueueUrl, MessageBody: "a" });

    await ask("PurgeQueue", { QueueUrl });

    expect(await receive(QueueUrl)).toEqual([]);
  });

  it("is gone when it is deleted", async () => {
    const { queue, ask } = someQueues();
    const QueueUrl = await queue("q");

    await ask("DeleteQueue", { QueueUrl });

    const sending = ask("SendMessage", { QueueUrl, MessageBody: "a" });
    await expect(sending).rejects.toMatchObject({ name: "QueueDoesNotExist" });
    expect(await ask("ListQueues", {})).toEqual({});
  });
});

describe("requests that SQS refuses", () => {
  it("does not make a queue again with other attributes", async () => {
    const { queue } = someQueues();
    const first = await queue("q");

    expect(await queue("q")).toBe(first);
    await expect(queue("q", { DelaySeconds: "5" })).rejects.toMatchObject({
      name: "QueueNameExists",
    });
  });

  it.each([
    ["an empty message", { MessageBody: "" }, "MissingParameter"],
    ["a message with a control character", { MessageBody: "\u0001" }, "InvalidMessageContents"],
    ["too long a message", { MessageBody: "x".repeat(1_048_577) }, "InvalidParameterValue"],
    ["a message of a group", { MessageBody: "a", MessageGroupId: "g" }, "NotEmulated"],
  ])("takes %s for no message", async (_, input, name) => {
    const { queue, ask } = someQueues();
    const QueueUrl = await queue("q");

    await expect(ask("SendMessage", { QueueUrl, ...input })).rejects.toMatchObject({ name });
  });

  it.each([
    ["an attribute that there is not", { Colour: "red" }, "InvalidAttributeName"],
    ["a value that is out of range", { VisibilityTimeout: "43201" }, "InvalidAttributeValue"],
    ["a key of KMS", { KmsMasterKeyId: "k" }, "NotEmulated"],
  ])("makes no queue with %s", async (_, attributes, name) => {
    const { queue } = someQueues();

    await expect(queue("q", attributes)).rejects.toMatchObject({ name });
  });

  it("knows no receipt handle that it never gave", async () => {
    const { queue, ask } = someQueues();
    const QueueUrl = await queue("q");

    const deleting = ask("DeleteMessage", { QueueUrl, ReceiptHandle: "made-up" });

    await expect(deleting).rejects.toMatchObject({ name: "ReceiptHandleIsInvalid" });
  });
});

describe("queues of a template", () => {
  it("have the policy that the template gives them", async () => {
    const { make, authorize } = someQueues();
    const made = await make("AWS::SQS::Queue", { SqsManagedSseEnabled: true });
    const PolicyDocument = { Statement: [{ Effect: "Deny", Principal: "*", Action: "sqs:*" }] };

    await make("AWS::SQS::QueuePolicy", { Queues: [made?.ref], PolicyDocument });

    expect(authorize("SendMessage", { QueueUrl: made?.ref })).toEqual([
      {
        action: "sqs:SendMessage",
        resource: `arn:aws:sqs:eu-west-1:${ACCOUNT}:made`,
        resourceAccount: ACCOUNT,
        resourcePolicy: JSON.stringify(PolicyDocument),
      },
    ]);
  });
});
