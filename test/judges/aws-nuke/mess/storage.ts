import { CreateTableCommand, DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import {
  type BucketLocationConstraint,
  CreateBucketCommand,
  DeleteObjectCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import type { Client } from "../../../../local/demo/mess.ts";
import type { Pass } from "../pass.ts";

/** More than one page of a listing has. */
const MANY = 1_005;
/** Puts at a time. */
const AT_A_TIME = 15;

/** What a table takes to be made, at most. */
const TABLE_MS = 60_000;

const KEPT = (bucket: string) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        ...{ Effect: "Deny", Principal: "*" },
        Action: ["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:DeleteBucket"],
        Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
      },
    ],
  });

async function makeBucket(s3: S3Client, Bucket: string, region: string): Promise<void> {
  const LocationConstraint = region as BucketLocationConstraint;
  const elsewhere = region !== "us-east-1" && { CreateBucketConfiguration: { LocationConstraint } };
  await s3.send(new CreateBucketCommand({ Bucket, ...elsewhere }));
}

/** A bucket whose policy lets nobody delete anything, with a deleted object in it. */
async function leaveKeptBucket(s3: S3Client, region: string): Promise<void> {
  const Bucket = "importer-results";
  await makeBucket(s3, Bucket, region);
  const VersioningConfiguration = { Status: "Enabled" } as const;
  await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
  const Key = "2026/11/über uns + 100%.csv";
  await s3.send(new PutObjectCommand({ Bucket, Key, Body: "a,b" }));
  await s3.send(new DeleteObjectCommand({ Bucket, Key }));
  const Tagging = { TagSet: [{ Key: "team", Value: "imports] - removed" }] };
  await s3.send(new PutBucketTaggingCommand({ Bucket, Tagging }));
  await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: KEPT(Bucket) }));
}

/** A bucket with a dot in its name, which clients address by paths, and many objects. */
async function leaveFullBucket(s3: S3Client, region: string): Promise<void> {
  const Bucket = "assets.importer";
  await makeBucket(s3, Bucket, region);
  const keys = Array.from({ length: MANY }, (_, index) => `page-${index}.html`);
  while (keys.length > 0) {
    const puts = keys.splice(0, AT_A_TIME).map((Key) => {
      return s3.send(new PutObjectCommand({ Bucket, Key, Body: "<p>" }));
    });
    await Promise.all(puts);
  }
}

async function leaveTable(client: Client, pass: Pass): Promise<void> {
  const dynamodb = new DynamoDBClient(client);
  const TableName = "imports";
  await dynamodb.send(
    new CreateTableCommand({
      TableName,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [
        { AttributeName: "id", AttributeType: "S" },
        { AttributeName: "day", AttributeType: "S" },
      ],
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
      GlobalSecondaryIndexes: [
        {
          IndexName: "by-day",
          KeySchema: [{ AttributeName: "day", KeyType: "HASH" }],
          Projection: { ProjectionType: "ALL" },
        },
      ],
      DeletionProtectionEnabled: true,
    }),
  );
  await pass(TABLE_MS);
  const Item = { id: { S: "1" }, day: { S: "2026-11-24" } };
  await dynamodb.send(new PutItemCommand({ TableName, Item }));
}

/** Buckets and a table that do not want to be deleted. */
export async function leaveData(client: Client, pass: Pass): Promise<void> {
  const s3 = new S3Client({ ...client, forcePathStyle: true });
  await leaveKeptBucket(s3, client.region);
  const america = new S3Client({ ...client, region: "us-east-1", forcePathStyle: true });
  await leaveFullBucket(america, "us-east-1");
  await leaveTable(client, pass);
}
