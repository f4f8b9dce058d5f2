import { parentPort, workerData } from "node:worker_threads";
import * as dynamodb from "@aws-sdk/client-dynamodb";
import { IAMClient, ListUsersCommand } from "@aws-sdk/client-iam";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import type { Customer, Served } from "./requests.ts";

const { url: endpoint, credentials, milliseconds, atOnce, ahead } = workerData as Customer;
const settings = { endpoint, credentials, region: "eu-west-1", maxAttempts: 1 };

const sts = new STSClient(settings);
const iam = new IAMClient({ ...settings, region: "us-east-1" });
const table = new dynamodb.DynamoDBClient(settings);

const TableName = "bench";
const keyOf = (index: number) => ({
  pk: { S: `PART#${index % 100}` },
  sk: { S: String(index % 1000).padStart(6, "0") },
});
const itemOf = (index: number) => ({
  ...keyOf(index),
  version: { N: String(index) },
  record: { M: { status: { S: "active" }, purpose: { S: "a load test".repeat(20) } } },
});

/** Requests are signed for the moment it is in the cloud. */
function keepTime(): void {
  const [systemClockOffset = 0] = ahead;
  for (const { config } of [sts, iam, table]) Object.assign(config, { systemClockOffset });
}

/** What a customer asks for, by what it is called in the table; the number differs each time. */
const REQUESTS: Readonly<Record<string, (index: number) => Promise<unknown>>> = {
  "STS GetCallerIdentity": () => sts.send(new GetCallerIdentityCommand({})),
  "IAM ListUsers": () => iam.send(new ListUsersCommand({})),
  "DynamoDB PutItem": (index) =>
    table.send(new dynamodb.PutItemCommand({ TableName, Item: itemOf(index) })),
  "DynamoDB GetItem": (index) =>
    table.send(new dynamodb.GetItemCommand({ TableName, Key: keyOf(index) })),
  "DynamoDB Query of 10 items": (index) =>
    table.send(
      new dynamodb.QueryCommand({
        TableName,
        KeyConditionExpression: "pk = :pk",
        ExpressionAttributeValues: { ":pk": keyOf(index).pk },
        Limit: 10,
      }),
    ),
  "DynamoDB TransactWriteItems of 4 puts": (index) =>
    table.send(
      new dynamodb.TransactWriteItemsCommand({
        TransactItems: [0, 1, 2, 3].map((each) => ({
          Put: { TableName, Item: itemOf(4 * index + each) },
        })),
      }),
    ),
};

async function serve(name: string, ask: (index: number) => Promise<unknown>): Promise<Served> {
  const end = performance.now() + milliseconds;
  const latencies: number[] = [];
  let index = 0;
  const queue = async () => {
    while (performance.now() < end) {
      const before = performance.now();
      index += 1;
      keepTime();
      await ask(index);
      latencies.push(performance.now() - before);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, queue));
  return { name, latencies: latencies.toSorted((a, b) => a - b) };
}

keepTime();
await table.send(
  new dynamodb.CreateTableCommand({
    TableName,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: ["pk", "sk"].map((AttributeName) => ({
      AttributeName,
      AttributeType: "S" as const,
    })),
    KeySchema: [
      { AttributeName: "pk", KeyType: "HASH" },
      { AttributeName: "sk", KeyType: "RANGE" },
    ],
  }),
);
await dynamodb.waitUntilTableExists({ client: table, maxWaitTime: 30, minDelay: 1 }, { TableName });
for (const [name, ask] of Object.entries(REQUESTS)) {
  // The first requests load and compile: they are not what is measured.
  for (let index = 0; index < 50; index += 1) {
    keepTime();
    await ask(index);
  }
  parentPort?.postMessage(await serve(name, ask));
}
