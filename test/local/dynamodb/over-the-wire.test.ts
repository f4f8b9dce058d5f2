import {
  ConditionalCheckFailedException,
  CreateTableCommand,
  DynamoDBClient,
  TransactionCanceledException,
  waitUntilTableExists,
} from "@aws-sdk/client-dynamodb";
import {
  DynamoDBDocumentClient,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
} from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Gateway, startGateway } from "../../../local/wire/gateway.ts";
import { identity, keyOf, NOW } from "../wire/identities.ts";
import { aDatabase } from "./a-database.ts";
import { tableCalls } from "./sequence/tables.ts";

let gateway: Gateway;
let client: DynamoDBDocumentClient;

beforeAll(async () => {
  const { world, service, settle } = aDatabase(undefined, { now: NOW });
  gateway = await startGateway({ world, identity, services: [service], port: 0 });
  const raw = new DynamoDBClient({
    ...{ endpoint: gateway.url, region: "eu-west-1", credentials: keyOf("admin"), maxAttempts: 1 },
  });
  const [, ledger] = tableCalls[0] ?? [];
  await raw.send(new CreateTableCommand(ledger as never));
  await settle();
  await waitUntilTableExists({ client: raw, maxWaitTime: 30 }, { TableName: "ledger" });
  client = DynamoDBDocumentClient.from(raw);
});

afterAll(async () => {
  await gateway.close();
});

const record = {
  pk: "LEASE#1",
  sk: "RECORD",
  version: 1,
  bytes: new Uint8Array([1, 2]),
  tags: ["a"],
};
const put = (more: object = {}) => new PutCommand({ TableName: "ledger", Item: record, ...more });

test("a document client writes and finds what it wrote", async () => {
  await client.send(put());
  const { Items } = await client.send(
    new QueryCommand({
      TableName: "ledger",
      KeyConditionExpression: "pk = :pk AND begins_with(sk, :sk)",
      ExpressionAttributeValues: { ":pk": "LEASE#1", ":sk": "REC" },
    }),
  );
  expect(Items).toEqual([record]);
});

test("a failed condition is the exception of the SDK, with the item that was found", async () => {
  await client.send(put());
  const condition = {
    ConditionExpression: "attribute_not_exists(pk)",
    ReturnValuesOnConditionCheckFailure: "ALL_OLD",
  };
  const failure = await client.send(put(condition)).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(ConditionalCheckFailedException);
  expect(failure).toMatchObject({ Item: { version: { N: "1" } } });
});

test("a cancelled transaction is the exception of the SDK, with its reasons", async () => {
  await client.send(put());
  const TransactItems = ["LEASE#2", "LEASE#1"].map((pk) => ({
    Put: {
      TableName: "ledger",
      Item: { ...record, pk },
      ConditionExpression: "attribute_not_exists(pk)",
    },
  }));
  const failure = await client
    .send(new TransactWriteCommand({ TransactItems }))
    .catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(TransactionCanceledException);
  expect(failure).toMatchObject({
    CancellationReasons: [{ Code: "None" }, { Code: "ConditionalCheckFailed" }],
  });
});
