import type { SequenceCall } from "./call.ts";

const attribute = (AttributeName: string, AttributeType: string) => ({
  AttributeName,
  AttributeType,
});
const keyed = (hash: string, range?: string) => [
  { AttributeName: hash, KeyType: "HASH" },
  ...(range === undefined ? [] : [{ AttributeName: range, KeyType: "RANGE" }]),
];
const index = (IndexName: string, hash: string, range: string, Projection: object) => ({
  IndexName,
  KeySchema: keyed(hash, range),
  Projection,
});
const ALL = { ProjectionType: "ALL" };
const KEYS = { ProjectionType: "KEYS_ONLY" };

const ledger = {
  TableName: "ledger",
  BillingMode: "PAY_PER_REQUEST",
  AttributeDefinitions: ["pk", "sk", "owner", "since", "dueBucket", "dueAt"].map((name) =>
    attribute(name, "S"),
  ),
  KeySchema: keyed("pk", "sk"),
  GlobalSecondaryIndexes: [
    index("by-owner", "owner", "since", ALL),
    index("due", "dueBucket", "dueAt", KEYS),
  ],
};

const scores = {
  TableName: "scores",
  BillingMode: "PAY_PER_REQUEST",
  AttributeDefinitions: [
    attribute("game", "S"),
    attribute("score", "N"),
    attribute("tier", "N"),
    attribute("player", "S"),
  ],
  KeySchema: keyed("game", "score"),
  LocalSecondaryIndexes: [
    index("by-tier", "game", "tier", {
      ProjectionType: "INCLUDE",
      NonKeyAttributes: ["note"],
    }),
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: "by-player",
      KeySchema: keyed("player"),
      Projection: { ProjectionType: "INCLUDE", NonKeyAttributes: ["note"] },
    },
  ],
};

const blobs = {
  TableName: "blobs",
  BillingMode: "PAY_PER_REQUEST",
  AttributeDefinitions: [attribute("id", "B")],
  KeySchema: keyed("id"),
};

const bad = (changes: object): SequenceCall => [
  "CreateTable",
  { ...blobs, TableName: "refused", ...changes },
];

/** Tables as the rest of the sequence uses them, and tables that cannot be. */
export const tableCalls: readonly SequenceCall[] = [
  ["CreateTable", ledger],
  ["CreateTable", scores],
  ["CreateTable", blobs],
  ["CreateTable", blobs],
  bad({ TableName: "x" }),
  bad({ TableName: "not a name" }),
  bad({ KeySchema: keyed("missing") }),
  bad({ AttributeDefinitions: [attribute("id", "B"), attribute("spare", "S")] }),
  bad({ AttributeDefinitions: [attribute("id", "BOOL")] }),
  bad({ KeySchema: keyed("id", "id") }),
  bad({ KeySchema: [{ AttributeName: "id", KeyType: "RANGE" }] }),
  bad({ KeySchema: [] }),
  bad({ BillingMode: "PROVISIONED" }),
  bad({ BillingMode: "ON_DEMAND" }),
  bad({ GlobalSecondaryIndexes: [] }),
  bad({ GlobalSecondaryIndexes: [index("idx", "id", "missing", ALL)] }),
  bad({
    GlobalSecondaryIndexes: [
      { IndexName: "idx", KeySchema: keyed("id"), Projection: { ProjectionType: "INCLUDE" } },
    ],
  }),
  bad({
    GlobalSecondaryIndexes: [
      {
        IndexName: "twice",
        KeySchema: keyed("id"),
        Projection: ALL,
      },
      { IndexName: "twice", KeySchema: keyed("id"), Projection: ALL },
    ],
  }),
  bad({
    LocalSecondaryIndexes: [{ IndexName: "local", KeySchema: keyed("id"), Projection: ALL }],
  }),
  ["DescribeTable", { TableName: "ledger" }],
  ["DescribeTable", { TableName: "scores" }],
  ["DescribeTable", { TableName: "missing" }],
  ["DeleteTable", { TableName: "missing" }],
  ["ListTables", {}],
  ["ListTables", { Limit: 2 }],
  ["ListTables", { Limit: 2, ExclusiveStartTableName: "ledger" }],
  ["ListTables", { Limit: 101 }],
  ["DescribeTimeToLive", { TableName: "ledger" }],
  [
    "UpdateTimeToLive",
    {
      TableName: "ledger",
      TimeToLiveSpecification: { AttributeName: "expiresAt", Enabled: true },
    },
  ],
  ["DescribeTimeToLive", { TableName: "ledger" }],
  [
    "UpdateTimeToLive",
    {
      TableName: "ledger",
      TimeToLiveSpecification: { AttributeName: "expiresAt", Enabled: true },
    },
  ],
  [
    "UpdateTimeToLive",
    { TableName: "scores", TimeToLiveSpecification: { AttributeName: "x", Enabled: false } },
  ],
  ["UpdateTable", { TableName: "blobs", DeletionProtectionEnabled: true }],
  ["DeleteTable", { TableName: "blobs" }],
  ["UpdateTable", { TableName: "blobs", DeletionProtectionEnabled: false }],
];
