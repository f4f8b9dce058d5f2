import { PRESENT } from "../../support/match.ts";
import type { Chapter } from "../chapter.ts";

const json = JSON.stringify;

/** DynamoDB: a table with an index, conditional writes, transactions, queries. */
export const items: Chapter = {
  title: "items",
  region: "eu-west-1",
  by: "vending",
  values: {
    index: json([
      {
        IndexName: "due",
        KeySchema: [
          { AttributeName: "state", KeyType: "HASH" },
          { AttributeName: "at", KeyType: "RANGE" },
        ],
        Projection: { ProjectionType: "KEYS_ONLY" },
      },
    ]),
    first: json({ pk: { S: "a" }, sk: { N: "1" }, state: { S: "open" }, at: { N: "10" } }),
    second: json({ pk: { S: "a" }, sk: { N: "2" }, list: { L: [{ BOOL: true }, { NULL: true }] } }),
    firstKey: json({ pk: { S: "a" }, sk: { N: "1" } }),
    noSort: json({ pk: { S: "a" } }),
    wrongType: json({ pk: { S: "a" }, sk: { S: "1" } }),
    one: json({ ":one": { N: "1" } }),
    a: json({ ":a": { S: "a" } }),
    open: json({ ":open": { S: "open" } }),
    state: json({ "#state": "state" }),
    writes: json([
      { Put: { TableName: "judged", Item: { pk: { S: "b" }, sk: { N: "1" } } } },
      {
        ConditionCheck: {
          TableName: "judged",
          Key: { pk: { S: "a" }, sk: { N: "1" } },
          ConditionExpression: "attribute_not_exists(pk)",
        },
      },
    ]),
    fine: json([{ Put: { TableName: "judged", Item: { pk: { S: "b" }, sk: { N: "1" } } } }]),
  },
  steps: [
    {
      aws: "dynamodb describe-table --table-name judged",
      refused: [
        "ResourceNotFoundException",
        "Requested resource not found: Table: judged not found",
      ],
    },
    {
      aws: "dynamodb create-table --table-name judged --billing-mode PAY_PER_REQUEST --attribute-definitions AttributeName=pk,AttributeType=S AttributeName=sk,AttributeType=N AttributeName=state,AttributeType=S AttributeName=at,AttributeType=N --key-schema AttributeName=pk,KeyType=HASH AttributeName=sk,KeyType=RANGE --global-secondary-indexes {index}",
      answers: {
        TableDescription: {
          TableName: "judged",
          TableStatus: "CREATING",
          TableArn: "arn:aws:dynamodb:eu-west-1:222222222222:table/judged",
          BillingModeSummary: { BillingMode: "PAY_PER_REQUEST" },
          GlobalSecondaryIndexes: [{ IndexName: "due", IndexStatus: "CREATING" }],
        },
      },
    },
    { seconds: 60 },
    { aws: "dynamodb wait table-exists --table-name judged" },
    {
      aws: "dynamodb create-table --table-name judged --billing-mode PAY_PER_REQUEST --attribute-definitions AttributeName=pk,AttributeType=S --key-schema AttributeName=pk,KeyType=HASH",
      refused: ["ResourceInUseException", "Table already exists: judged"],
    },
    { aws: "dynamodb put-item --table-name judged --item {first}" },
    {
      aws: "dynamodb put-item --table-name judged --item {first} --condition-expression attribute_not_exists(pk)",
      refused: ["ConditionalCheckFailedException", "The conditional request failed"],
    },
    {
      aws: "dynamodb put-item --table-name judged --item {noSort}",
      refused: [
        "ValidationException",
        "One or more parameter values were invalid: Missing the key sk in the item",
      ],
    },
    {
      aws: "dynamodb get-item --table-name judged --key {firstKey} --consistent-read",
      answers: { Item: { pk: { S: "a" }, sk: { N: "1" }, state: { S: "open" } } },
    },
    {
      aws: "dynamodb get-item --table-name judged --key {noSort}",
      refused: ["ValidationException", "The provided key element does not match the schema"],
    },
    {
      aws: "dynamodb update-item --table-name judged --key {firstKey} --update-expression 'ADD tries :one' --expression-attribute-values {one} --return-values UPDATED_NEW",
      answers: { Attributes: { tries: { N: "1" } } },
    },
    {
      aws: "dynamodb update-item --table-name judged --key {firstKey} --update-expression 'SET state = :one' --expression-attribute-values {one}",
      refused: [
        "ValidationException",
        "1 validation error detected: Invalid UpdateExpression: Attribute name is a reserved keyword; reserved keyword: state",
      ],
    },
    {
      aws: "dynamodb put-item --table-name judged --item {second} --return-consumed-capacity TOTAL",
      answers: { ConsumedCapacity: { TableName: "judged", CapacityUnits: 1.0 } },
    },
    {
      aws: "dynamodb query --table-name judged --key-condition-expression 'pk = :a' --expression-attribute-values {a} --no-scan-index-forward",
      answers: { Items: [{ sk: { N: "2" } }, { sk: { N: "1" } }], Count: 2, ScannedCount: 2 },
    },
    {
      aws: "dynamodb query --table-name judged --index-name due --key-condition-expression '#state = :open' --expression-attribute-names {state} --expression-attribute-values {open}",
      answers: {
        Items: [
          {
            pk: { S: "a" },
            sk: { N: "1" },
            state: { S: "open" },
            at: { N: "10" },
            tries: undefined,
          },
        ],
        Count: 1,
      },
    },
    {
      aws: "dynamodb scan --table-name judged --max-items 1",
      answers: { Items: [{}], NextToken: PRESENT },
    },
    {
      aws: "dynamodb transact-write-items --transact-items {writes}",
      refused: [
        "TransactionCanceledException",
        "Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed]",
      ],
    },
    {
      aws: "dynamodb delete-item --table-name judged --key {firstKey} --return-values ALL_OLD",
      answers: { Attributes: { tries: { N: "1" } } },
    },
    {
      aws: "dynamodb scan --table-name judged",
      by: "reader",
      refused: [
        "AccessDeniedException",
        "User: arn:aws:iam::222222222222:user/reader is not authorized to perform: dynamodb:Scan on resource: arn:aws:dynamodb:eu-west-1:222222222222:table/judged because no identity-based policy allows the dynamodb:Scan action",
      ],
    },
    {
      aws: "dynamodb delete-table --table-name judged",
      answers: { TableDescription: { TableStatus: "DELETING" } },
    },
    { seconds: 60 },
    { aws: "dynamodb wait table-not-exists --table-name judged" },
  ],
};
