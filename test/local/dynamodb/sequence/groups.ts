import { key, n, type SequenceCall, s } from "./call.ts";

const write = (requests: object): SequenceCall => ["BatchWriteItem", { RequestItems: requests }];
const read = (requests: object, more: object = {}): SequenceCall => [
  "BatchGetItem",
  { RequestItems: requests, ...more },
];
const putRequest = (pk: string) => ({ PutRequest: { Item: { ...key(pk), v: n(1) } } });
const deleteRequest = (pk: string) => ({ DeleteRequest: { Key: key(pk) } });
const numbered = (count: number, make: (index: number) => object) =>
  Array.from({ length: count }, (_, index) => make(index));

const batches = [
  write({ ledger: [putRequest("G1"), putRequest("G2"), deleteRequest("G3")] }),
  write({ ledger: [putRequest("G1"), deleteRequest("G1")] }),
  write({ ledger: [] }),
  write({}),
  write({ ledger: [{}] }),
  write({ ledger: [{ ...putRequest("G1"), ...deleteRequest("G1") }] }),
  write({ missing: [putRequest("G1")] }),
  write({ ledger: [{ PutRequest: { Item: { pk: s("G1") } } }] }),
  write({ ledger: [{ DeleteRequest: { Key: { pk: s("G1") } } }] }),
  read({ ledger: { Keys: [key("G1"), key("G2"), key("none")] } }),
  read({ ledger: { Keys: [key("G1")], ProjectionExpression: "v" } }),
  read(
    { ledger: { Keys: [key("G1")], ConsistentRead: true } },
    { ReturnConsumedCapacity: "TOTAL" },
  ),
  read({ ledger: { Keys: [key("G1"), key("G1")] } }),
  read({ ledger: { Keys: [] } }),
  read({}),
  read({ ledger: { Keys: [{ pk: s("G1") }] } }),
  read({ missing: { Keys: [key("G1")] } }),
  read({ ledger: { Keys: numbered(101, (index) => key(`G${index}`)) } }),
  read({ ledger: { Keys: [key("G1")], ProjectionExpression: "name" } }),
];

const transact = (...TransactItems: object[]): SequenceCall => [
  "TransactWriteItems",
  { TransactItems },
];
const inLedger = (action: string, input: object) => ({
  [action]: { TableName: "ledger", ...input },
});
const put = (pk: string, more: object = {}) =>
  inLedger("Put", { Item: { ...key(pk), v: n(1) }, ...more });
const isNew = { ConditionExpression: "attribute_not_exists(pk)" };
const check = (pk: string, ConditionExpression = "attribute_exists(pk)") =>
  inLedger("ConditionCheck", { Key: key(pk), ConditionExpression });
const update = (pk: string, UpdateExpression: string, more: object = {}) =>
  inLedger("Update", {
    Key: key(pk),
    UpdateExpression,
    ExpressionAttributeValues: { ":one": n(1) },
    ...more,
  });
const remove = (pk: string, more: object = {}) => inLedger("Delete", { Key: key(pk), ...more });
const found = (pk: string): SequenceCall => ["GetItem", { TableName: "ledger", Key: key(pk) }];

const transactions = [
  transact(put("T1", isNew), put("T2", isNew), check("G1"), remove("G2")),
  transact(put("T3", isNew), put("T1", isNew), put("T2", isNew)),
  found("T3"),
  transact(
    update("T1", "ADD v :one"),
    check("T3"),
    put("T2", { ...isNew, ReturnValuesOnConditionCheckFailure: "ALL_OLD" }),
  ),
  found("T1"),
  transact(
    update("T1", "ADD v :one"),
    remove("T2", { ConditionExpression: "attribute_exists(pk)" }),
  ),
  found("T1"),
  transact(put("T1"), put("T1")),
  transact(put("T1"), check("T1")),
  transact(put("T4"), update("T1", "SET pk = :one")),
  transact(put("T4"), update("T1", "SET absent.deep = :one")),
  transact(put("T4"), update("T1", "SET #x = :one")),
  transact(put("T4"), inLedger("Put", { Item: { pk: s("x") } })),
  transact(put("T4"), inLedger("Put", { Item: { ...key("x"), owner: n(1) } })),
  transact(put("T4"), { Put: { TableName: "missing", Item: key("x") } }),
  transact({}),
  transact({ ...put("T4"), ...check("T5") }),
  transact(),
  transact(inLedger("ConditionCheck", { Key: key("x") })),
  transact(put("T4", { ConditionExpression: "name = :v" })),
  transact(inLedger("Update", { Key: key("x") })),
  transact(update("new", "SET v = v + :one")),
  found("T4"),
];

const token = (ClientRequestToken: string, ...TransactItems: object[]): SequenceCall => [
  "TransactWriteItems",
  { TransactItems, ClientRequestToken, ReturnConsumedCapacity: "TOTAL" },
];
const reading = (...TransactItems: object[]): SequenceCall => [
  "TransactGetItems",
  { TransactItems },
];
const one = (pk: string, more: object = {}) => ({
  Get: { TableName: "ledger", Key: key(pk), ...more },
});

const repeated = [
  token("token-1", update("T1", "ADD v :one")),
  token("token-1", update("T1", "ADD v :one")),
  token("token-1", update("T1", "ADD v :one"), put("T5")),
  token("t".repeat(37), put("T5")),
  found("T1"),
  reading(one("T1"), one("none"), one("G1", { ProjectionExpression: "v" })),
  reading(one("T1"), one("T1")),
  reading(),
  reading(one("T1", { ProjectionExpression: "#x" })),
  reading(one("T1"), { Get: { TableName: "missing", Key: key("x") } }),
  reading(one("T1"), { Get: { TableName: "ledger", Key: { pk: s("x") } } }),
];

/** Batches and transactions. */
export const groupCalls: readonly SequenceCall[] = [...batches, ...transactions, ...repeated];
