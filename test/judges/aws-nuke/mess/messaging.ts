import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
  PutRetentionPolicyCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import {
  CreateEventBusCommand,
  EventBridgeClient,
  PutPermissionCommand,
  PutRuleCommand,
  PutTargetsCommand,
} from "@aws-sdk/client-eventbridge";
import { CreateTopicCommand, SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import type { Client } from "../../../../local/demo/mess.ts";

async function leaveQueue(sqs: SQSClient, QueueName: string): Promise<string> {
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName }));
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "still here" }));
  const AttributeNames = ["QueueArn"] as const;
  const asked = { QueueUrl, AttributeNames: [...AttributeNames] };
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand(asked));
  return Attributes?.QueueArn ?? "";
}

async function leaveTopic(client: Client, queue: string): Promise<string> {
  const sns = new SNSClient(client);
  const { TopicArn = "" } = await sns.send(new CreateTopicCommand({ Name: "imports" }));
  await sns.send(new SubscribeCommand({ TopicArn, Protocol: "sqs", Endpoint: queue }));
  const Endpoint = "anna@example.com";
  await sns.send(new SubscribeCommand({ TopicArn, Protocol: "email", Endpoint }));
  return TopicArn;
}

/** Rules on the default bus and on one of one's own, each with two targets. */
async function leaveRules(client: Client, targets: readonly string[]): Promise<void> {
  const events = new EventBridgeClient(client);
  const EventBusName = "imports";
  await events.send(new CreateEventBusCommand({ Name: EventBusName }));
  const EventPattern = JSON.stringify({ source: ["importer"] });
  const aimed = targets.map((Arn, index) => ({ Id: `target-${index}`, Arn }));
  for (const bus of ["default", EventBusName]) {
    const rule = { Name: "on-import", EventBusName: bus };
    await events.send(new PutRuleCommand({ ...rule, EventPattern }));
    await events.send(
      new PutTargetsCommand({ Rule: rule.Name, EventBusName: bus, Targets: aimed }),
    );
  }
  const nightly = { Name: "nightly", ScheduleExpression: "cron(0 3 * * ? *)" };
  await events.send(new PutRuleCommand({ ...nightly, State: "DISABLED" }));
  const anybody = { EventBusName, StatementId: "partner", Principal: "222222222222" };
  await events.send(new PutPermissionCommand({ ...anybody, Action: "events:PutEvents" }));
}

async function leaveLogs(client: Client): Promise<void> {
  const logs = new CloudWatchLogsClient(client);
  for (const logGroupName of ["/importer/runs", "/aws/lambda/importer"]) {
    await logs.send(new CreateLogGroupCommand({ logGroupName, tags: { team: "imports" } }));
    const stream = { logGroupName, logStreamName: "1" };
    await logs.send(new CreateLogStreamCommand(stream));
    const logEvents = [{ timestamp: Date.now(), message: "begun" }];
    await logs.send(new PutLogEventsCommand({ ...stream, logEvents }));
  }
  const retention = { logGroupName: "/importer/runs", retentionInDays: 30 };
  await logs.send(new PutRetentionPolicyCommand(retention));
}

/** Queues, a topic, rules and log groups, which point at one another. */
export async function leaveMessages(client: Client): Promise<void> {
  const sqs = new SQSClient(client);
  const queue = await leaveQueue(sqs, "imports");
  await leaveQueue(sqs, "imports-failed");
  const topic = await leaveTopic(client, queue);
  await leaveRules(client, [queue, topic]);
  await leaveLogs(client);
}
