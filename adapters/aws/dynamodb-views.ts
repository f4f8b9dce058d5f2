import {
  BatchGetCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  type QueryCommandInput,
} from "@aws-sdk/lib-dynamodb";
import type { Account } from "../../domain/account/account.ts";
import type { DomainEvent } from "../../domain/events.ts";
import { InvalidInput } from "../../domain/failures.ts";
import type { AccountKey, LeaseId } from "../../domain/ids.ts";
import { parsedJson } from "../../domain/json.ts";
import type { Lease } from "../../domain/lease/lease.ts";
import type { HeldLease } from "../../domain/report/lease-row.ts";
import { type Instant, plus } from "../../domain/time.ts";
import type {
  CourseViews,
  DueItem,
  LedgerViews,
  Page,
  PageRequest,
  Queue,
  QueuedItem,
  Range,
} from "../../ports/ledger.ts";
import {
  COURSES,
  courseIn,
  courseKey,
  DUE_BUCKET,
  EVENT_PREFIX,
  INDEXES,
  leaseKey,
} from "./ledger-items.ts";
import { isNamed, translated } from "./translate-failure.ts";

type Question = Omit<QueryCommandInput, "TableName" | "Limit" | "ExclusiveStartKey">;

/** Questions to the ledger's table and its indexes. */
export function dynamoViews(
  client: DynamoDBDocumentClient,
  table: string,
): LedgerViews & CourseViews {
  const ask = async (
    question: Question,
    page: PageRequest,
  ): Promise<Page<Record<string, unknown>>> => {
    const start = page.cursor === undefined ? {} : { ExclusiveStartKey: fromCursor(page.cursor) };
    const command = new QueryCommand({
      TableName: table,
      Limit: page.limit,
      ...question,
      ...start,
    });
    const answer = await translated("Query", client.send(command)).catch(asInvalidCursor(page));
    const next = answer.LastEvaluatedKey;
    return { items: answer.Items ?? [], ...(next === undefined ? {} : { next: toCursor(next) }) };
  };
  const records = async <T>(question: Question, page: PageRequest): Promise<Page<T>> => {
    const found = await ask(question, page);
    return { ...found, items: found.items.map((item) => item["record"] as T) };
  };
  const history = async (pk: string, page: PageRequest): Promise<Page<DomainEvent>> => {
    const found = await ask(historyIn(pk), page);
    return { ...found, items: found.items.map((item) => item["event"] as DomainEvent) };
  };
  return {
    leasesOf: (owner, page) =>
      records<Lease>({ ...equal(INDEXES.owner, "owner", owner), ScanIndexForward: false }, page),
    leasesIn: (status, page) =>
      records<Lease>(
        { ...equal(INDEXES.state, "state", `lease#${status}`), ScanIndexForward: false },
        page,
      ),
    leasesNamed: (ids) => leasesNamed(client, table, ids),
    accountsIn: (status, page) =>
      records<Account>(equal(INDEXES.state, "state", `account#${status}`), page),
    leasesBegun: (month, range, page) => records<HeldLease>(begunIn(month, range), page),
    eventsOf: (lease, page) => history(leaseKey(lease).pk, page),
    eventsOfCourse: (name, page) => history(courseKey(name).pk, page),
    courses: async (page) => {
      const found = await ask(
        { ...equal(INDEXES.state, "state", COURSES), ScanIndexForward: false },
        page,
      );
      return { ...found, items: found.items.map(courseIn) };
    },
    queued: async <Q extends Queue>(queue: Q, limit: number) => {
      const { items } = await ask(equal(INDEXES.queue, "queue", queue), { limit });
      return items.map((item) => nameIn(item["pk"] as string) as QueuedItem<Q>);
    },
    due: async (now, limit) => {
      const { items } = await ask(dueBy(now), { limit });
      return items.map((item) => dueItem(item["pk"] as string));
    },
  };
}

/** What DynamoDB leaves out of its answer, because it is busy, is asked for singly: the SDK repeats that slowly. */
async function leasesNamed(
  client: DynamoDBDocumentClient,
  table: string,
  ids: readonly LeaseId[],
): Promise<readonly Lease[]> {
  const Keys = [...new Set(ids)].map(leaseKey);
  if (Keys.length === 0) return [];
  const command = new BatchGetCommand({
    RequestItems: { [table]: { Keys, ConsistentRead: true } },
  });
  const answer = await translated("BatchGetItem", client.send(command));
  const left = answer.UnprocessedKeys?.[table]?.Keys ?? [];
  const singly = await Promise.all(
    left.map(async (Key) => {
      const get = new GetCommand({ TableName: table, Key, ConsistentRead: true });
      return (await translated("GetItem", client.send(get))).Item;
    }),
  );
  return [...(answer.Responses?.[table] ?? []), ...singly].flatMap((item) =>
    item === undefined ? [] : [item["record"] as Lease],
  );
}

const equal = (index: string, attribute: string, value: string): Question => ({
  IndexName: index,
  KeyConditionExpression: "#key = :value",
  ExpressionAttributeNames: { "#key": attribute },
  ExpressionAttributeValues: { ":value": value },
});

/** BETWEEN takes its upper bound in: a moment at which a range ends is not a part of it. */
const begunIn = (month: string, { from, to }: Range): Question => ({
  IndexName: INDEXES.month,
  KeyConditionExpression: "#month = :month AND begunAt BETWEEN :from AND :last",
  ExpressionAttributeNames: { "#month": "month" },
  ExpressionAttributeValues: { ":month": month, ":from": from, ":last": lastBefore(to) },
});

/** Instants have milliseconds. */
const lastBefore = (to: Instant): Instant => plus(to, -0.001);

const historyIn = (pk: string): Question => ({
  KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
  ExpressionAttributeValues: { ":pk": pk, ":prefix": EVENT_PREFIX },
  ConsistentRead: true,
});

const dueBy = (now: string): Question => ({
  IndexName: INDEXES.due,
  KeyConditionExpression: "dueBucket = :bucket AND dueAt <= :now",
  ExpressionAttributeValues: { ":bucket": DUE_BUCKET, ":now": now },
});

/** The id or key in a partition's name. */
const nameIn = (pk: string): string => pk.split("#")[1] ?? "";

function dueItem(pk: string): DueItem {
  const name = nameIn(pk);
  return pk.startsWith("LEASE#")
    ? { kind: "lease", id: name as LeaseId }
    : { kind: "account", key: name as AccountKey };
}

const toCursor = (key: Record<string, unknown>): string =>
  Buffer.from(JSON.stringify(key)).toString("base64url");

/** Whoever sends a cursor may have made it up: DynamoDB gets nothing but a key of texts. */
function fromCursor(cursor: string): Record<string, unknown> {
  const key = parsedJson(Buffer.from(cursor, "base64url").toString());
  if (typeof key !== "object" || key === null) throw notACursor();
  if (!Object.values(key).every((value) => typeof value === "string")) throw notACursor();
  return { ...key };
}

const notACursor = () =>
  new InvalidInput("The cursor is not one that an earlier page gave.", { field: "cursor" });

/** DynamoDB refuses a start key that does not belong to the question. */
const asInvalidCursor =
  ({ cursor }: PageRequest) =>
  (error: unknown): never => {
    throw cursor !== undefined && isNamed(error, "ValidationException") ? notACursor() : error;
  };
