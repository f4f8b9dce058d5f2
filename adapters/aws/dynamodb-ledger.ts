import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  TransactionCanceledException,
} from "@aws-sdk/client-dynamodb";
import {
  DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  TransactWriteCommand,
} from "@aws-sdk/lib-dynamodb";
import type { Account } from "../../domain/account/account.ts";
import { type Closures, noClosures } from "../../domain/capacity/closures.ts";
import { type Creations, noCreations } from "../../domain/capacity/creations.ts";
import type { Course, IssuedCode } from "../../domain/codes/course.ts";
import { LedgerBusy } from "../../domain/failures.ts";
import type { AccountKey, LeaseId, Principal } from "../../domain/ids.ts";
import type { Change } from "../../domain/lease/change.ts";
import type { Lease } from "../../domain/lease/lease.ts";
import { REMEMBERED_FOR } from "../../domain/lease/request.ts";
import { type Count, emptyTally, type Tally } from "../../domain/lease/tally.ts";
import type { DailyCost } from "../../domain/spend/cost.ts";
import type { Instant } from "../../domain/time.ts";
import type {
  Codes,
  Ledger,
  NumberedAccounts,
  RememberedRequest,
  RememberedRequests,
} from "../../ports/ledger.ts";
import { CLIENT_SETTINGS } from "./client-settings.ts";
import {
  accountItem,
  accountRecordKey,
  COST_PREFIX,
  closuresItem,
  closuresKey,
  codeItem,
  codeKey,
  costItem,
  countKey,
  courseIn,
  courseItem,
  courseKey,
  creationsItem,
  creationsKey,
  eventItems,
  type Item,
  type Key,
  leaseItem,
  leaseKey,
  numberItem,
  numberKey,
  requestKey,
  secretItem,
  secretKey,
  tallyItem,
  tallyKey,
} from "./ledger-items.ts";
import { translated } from "./translate-failure.ts";

/** Makes the client that a ledger and its views share. */
export const ledgerClient = (): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(new DynamoDBClient(CLIENT_SETTINGS), {
    marshallOptions: { removeUndefinedValues: true },
  });

/** The ledger in one DynamoDB table. */
export function dynamoLedger(
  client: DynamoDBDocumentClient,
  table: string,
): Ledger & RememberedRequests & NumberedAccounts & Codes {
  const itemOf = async (key: Key): Promise<Record<string, unknown> | undefined> => {
    const command = new GetCommand({ TableName: table, Key: key, ConsistentRead: true });
    return (await translated("GetItem", client.send(command))).Item;
  };
  const record = async <T>(key: Key): Promise<T | undefined> =>
    (await itemOf(key))?.["record"] as T | undefined;
  return {
    lease: (id) => record<Lease>(leaseKey(id)),
    account: (key) => record<Account>(accountRecordKey(key)),
    tally: async (owner) => (await record<Tally>(tallyKey(owner))) ?? emptyTally(owner),
    openInAll: async (template) =>
      ((await itemOf(countKey(template)))?.["open"] as number | undefined) ?? 0,
    creations: async () => (await record<Creations>(creationsKey)) ?? noCreations,
    closures: async () => (await record<Closures>(closuresKey)) ?? noClosures,
    remembered: (owner: Principal, key: string) =>
      record<RememberedRequest>(requestKey(owner, key)),
    keyOf: async (accountId) =>
      (await itemOf(numberKey(accountId)))?.["accountKey"] as AccountKey | undefined,
    issuedCode: (hash) => record<IssuedCode>(codeKey(hash)),
    course: async (name) => {
      const item = await itemOf(courseKey(name));
      return item === undefined ? undefined : courseIn(item);
    },
    leaseOfSecret: async (hash) =>
      (await itemOf(secretKey(hash)))?.["leaseId"] as LeaseId | undefined,
    costsOf: async (id) => {
      const command = new QueryCommand({ TableName: table, ...costsQuestion(id) });
      const { Items = [] } = await translated("Query", client.send(command));
      return Items.map((item) => item["cost"] as DailyCost);
    },
    commit: async (change, request) => {
      const puts = putsOf(change, request).map((put) => ({ Put: { TableName: table, ...put } }));
      const updates = updatesOf(change).map((each) => ({ Update: { TableName: table, ...each } }));
      const items = [...puts, ...updates];
      if (items.length === 0) return;
      // The SDK adds a client request token: a repetition of an attempt whose answer was lost succeeds.
      await translated(
        "TransactWriteItems",
        client.send(new TransactWriteCommand({ TransactItems: items })),
      ).catch(asLedgerBusy);
    },
  };
}

/** A lease has a few hundred days at most: they fit one page. */
const costsQuestion = (id: LeaseId) => ({
  KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
  ExpressionAttributeValues: { ":pk": leaseKey(id).pk, ":prefix": COST_PREFIX },
  ConsistentRead: true,
});

interface ConditionalPut {
  readonly Item: Item;
  /** Absent for what one may write over: the condition on another record of the change guards it. */
  readonly ConditionExpression?: string;
  readonly ExpressionAttributeValues?: Readonly<Record<string, unknown>>;
}

const isNew = (item: Item): ConditionalPut => ({
  Item: item,
  ConditionExpression: "attribute_not_exists(pk)",
});

/** Writes version n only over version n - 1; version 1 only where there is nothing. */
function versioned(item: Item): ConditionalPut {
  const version = item["version"] as number;
  if (version === 1) return isNew(item);
  return {
    Item: item,
    ConditionExpression: "version = :before",
    ExpressionAttributeValues: { ":before": version - 1 },
  };
}

function putsOf(change: Change, request: RememberedRequest | undefined): readonly ConditionalPut[] {
  const { lease, account, tally, creations, closures, numbered, costs } = change;
  const { course, codes = [], redeemed } = change;
  return [
    ...(lease === undefined ? [] : [versioned(leaseItem(lease))]),
    ...(account === undefined ? [] : [versioned(accountItem(account))]),
    ...(tally === undefined ? [] : [versioned(tallyItem(tally))]),
    ...(creations === undefined ? [] : [versioned(creationsItem(creations))]),
    ...(closures === undefined ? [] : [versioned(closuresItem(closures))]),
    ...(numbered === undefined || account === undefined
      ? []
      : [isNew(numberItem(numbered, account.key))]),
    ...(request === undefined ? [] : [isNotRemembered(requestItem(request))]),
    ...(costs === undefined
      ? []
      : costs.days.map((day): ConditionalPut => ({ Item: costItem(costs.leaseId, day) }))),
    ...(course === undefined ? [] : [courseAsRead(course)]),
    ...codes.map((code) => versioned(codeItem(code))),
    ...(redeemed === undefined ? [] : redemptionOf(redeemed)),
    ...eventItems(change).map(isNew),
  ];
}

/** What an organizer does counts codes: it holds only if nobody has redeemed one meanwhile. */
function courseAsRead(course: Course): ConditionalPut {
  const put = versioned(courseItem(course));
  const { ExpressionAttributeValues: values, ConditionExpression: condition } = put;
  if (values === undefined) return put;
  return {
    ...{ ...put, ConditionExpression: `${condition} AND redeemed = :redeemed` },
    ExpressionAttributeValues: { ...values, ":redeemed": course.redeemed },
  };
}

/** The code as redeemed, and the secret that nobody else may have. */
const redemptionOf = (code: IssuedCode): readonly ConditionalPut[] => [
  versioned(codeItem(code)),
  ...(code.redeemed === undefined ? [] : [isNew(secretItem(code, code.redeemed))]),
];

const updatesOf = ({ count, redeemed }: Change) => [
  ...(count === undefined ? [] : [counting(count)]),
  ...(redeemed === undefined ? [] : [redeeming(redeemed)]),
];

/** Counts a redemption with its course, like the leases of a template, unless the code was withdrawn. */
const redeeming = ({ course, withdrawals }: IssuedCode) => ({
  Key: courseKey(course),
  UpdateExpression: "ADD redeemed :one",
  ConditionExpression: "withdrawals = :withdrawals",
  ExpressionAttributeValues: { ":one": 1, ":withdrawals": withdrawals },
});

/**
 * Adds to the count of a template. It is the one record that many people write at the same moment, and so
 * it is not read, counted and written back: only writes that overlap within AWS get in each other's way,
 * and a partition bears ten times as many as the API lets in. The condition holds whatever was read before.
 */
const counting = ({ template, difference, limit }: Count) => ({
  Key: countKey(template),
  UpdateExpression: "ADD #open :difference",
  ExpressionAttributeNames: { "#open": "open" },
  ...(limit === undefined
    ? { ExpressionAttributeValues: { ":difference": difference } }
    : {
        ConditionExpression: "attribute_not_exists(#open) OR #open < :limit",
        ExpressionAttributeValues: { ":difference": difference, ":limit": limit },
      }),
});

/** Time to live is written in whole seconds since the epoch. */
const secondsOf = (instant: Instant): number => Math.floor(Date.parse(instant) / 1000);

const requestItem = (request: RememberedRequest): Item => ({
  ...requestKey(request.owner, request.key),
  record: request,
  expiresAt: secondsOf(request.at) + REMEMBERED_FOR,
});

/** DynamoDB may need days to delete what has outlived its time: until then it is written over. */
const isNotRemembered = (item: Item): ConditionalPut => ({
  Item: item,
  ConditionExpression: "attribute_not_exists(pk) OR expiresAt <= :now",
  ExpressionAttributeValues: { ":now": (item["expiresAt"] as number) - REMEMBERED_FOR },
});

function asLedgerBusy(error: unknown): never {
  const conflict =
    error instanceof ConditionalCheckFailedException ||
    (error instanceof TransactionCanceledException &&
      (error.CancellationReasons ?? []).some(
        ({ Code }) => Code === "ConditionalCheckFailed" || Code === "TransactionConflict",
      ));
  if (!conflict) throw error;
  throw new LedgerBusy("Somebody else changed the same records first.", {}, { cause: error });
}
