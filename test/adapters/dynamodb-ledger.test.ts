import { DynamoDBClient, ListTablesCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { beforeAll, describe, expect, test } from "vitest";
import { dynamoLedger } from "../../adapters/aws/dynamodb-ledger.ts";
import { dynamoViews } from "../../adapters/aws/dynamodb-views.ts";
import { isRefusal } from "../../domain/failures.ts";
import type { LeaseId, Principal } from "../../domain/ids.ts";
import { approveLease } from "../../domain/lease/approve.ts";
import { nextDue } from "../../domain/lease/due.ts";
import type { VendingLease } from "../../domain/lease/lease.ts";
import { claimNewAccount } from "../../domain/lease/vend.ts";
import type { Ledger, LedgerViews, RememberedRequests } from "../../ports/ledger.ts";
import {
  ALICE,
  aPreparingAccount,
  aTemplate,
  BOB,
  type KEY,
  NOW,
  requested,
} from "../support/builders.ts";
import { aCloud } from "../support/cloud.ts";

let client: DynamoDBDocumentClient;
let table: string;
let ledger: Ledger & RememberedRequests;
let views: LedgerViews;

beforeAll(async () => {
  const { url, people, configuration } = await aCloud();
  const settings = {
    endpoint: url,
    region: configuration.region,
    credentials: people.administrator,
  };
  const dynamo = new DynamoDBClient({ ...settings, maxAttempts: 1 });
  const { TableNames = [] } = await dynamo.send(new ListTablesCommand({}));
  table = TableNames.find((name) => name.includes("Ledger")) ?? "";
  client = DynamoDBDocumentClient.from(dynamo, {
    marshallOptions: { removeUndefinedValues: true },
  });
  ledger = dynamoLedger(client, table);
  views = dynamoViews(client, table);
});

let count = 0;
const newId = () => {
  count += 1;
  return `l-${String(count).padStart(16, "0")}` as LeaseId;
};
const owner = (name: string) => `${ALICE}-${name}` as Principal;
const items = async () =>
  (await client.send(new ScanCommand({ TableName: table, Select: "COUNT" }))).Count ?? 0;

describe("a change", () => {
  test("is read back as it was written: lease, tally and history", async () => {
    const change = requested({ id: newId(), owner: owner("reader") });
    await ledger.commit(change);
    expect(await ledger.lease(change.lease.id)).toEqual(change.lease);
    expect(await ledger.tally(change.lease.owner)).toEqual(change.tally);
    const { items: history } = await views.eventsOf(change.lease.id, { limit: 10 });
    expect(history).toEqual(change.events);
  });

  test("is refused as busy when somebody else changed the lease first, and writes nothing", async () => {
    const { lease, ...rest } = requested({
      ...{ id: newId(), owner: owner("race"), template: aTemplate({ approval: "always" }) },
    });
    await ledger.commit({ lease, ...rest });
    const [first, second] = [BOB, ALICE].map((by) => approveLease(lease, { by }, NOW));
    if (!first || !second || isRefusal(first) || isRefusal(second)) throw new Error("refused");
    await ledger.commit(first);
    const before = await items();
    await expect(ledger.commit(second)).rejects.toMatchObject({ name: "LedgerBusy" });
    expect(await items()).toBe(before);
    expect(await ledger.lease(lease.id)).toEqual(first.lease);
  });

  test("of two at the same moment exactly one is written", async () => {
    const change = requested({ id: newId(), owner: owner("twins") });
    const outcomes = await Promise.allSettled([ledger.commit(change), ledger.commit(change)]);
    // The same transaction twice may also be one transaction: its events carry the same identity.
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("that would open more leases of a template than there may be in all is refused whole", async () => {
    const template = aTemplate({ name: `narrow-${newId().slice(2)}`, leasesInAll: 2 });
    const wishes = [..."abcde"].map((name) => {
      const change = requested({ id: newId(), owner: owner(name), template });
      return ledger.commit(change).then(() => change);
    });
    const outcomes = await Promise.allSettled(wishes);
    const done = outcomes.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
    expect(done.length).toBeGreaterThan(0);
    expect(done.length).toBeLessThanOrEqual(2);
    expect(await ledger.openInAll(template.name)).toBe(done.length);
  });

  test("that would give one AWS account two records is refused", async () => {
    const numbered = aPreparingAccount({ version: 1 });
    const twin = aPreparingAccount({ version: 1, key: "z".repeat(10) as typeof KEY });
    await ledger.commit({ account: numbered, numbered: numbered.accountId, events: [] });
    const doubled = ledger.commit({ account: twin, numbered: twin.accountId, events: [] });
    await expect(doubled).rejects.toMatchObject({ name: "LedgerBusy" });
    expect(await ledger.account(twin.key)).toBeUndefined();
  });

  test("with nothing in it writes nothing", async () => {
    const before = await items();
    await ledger.commit({ events: [] });
    expect(await items()).toBe(before);
  });
});

describe("a claim", () => {
  test("changes lease and account together, and both histories tell it", async () => {
    const change = requested({ id: newId(), owner: owner("claim") });
    await ledger.commit(change);
    const intent = { key: "c".repeat(10) as typeof KEY, name: "mayfly-c", email: "c@example.com" };
    const claim = claimNewAccount(change.lease as VendingLease, intent, NOW);
    await ledger.commit(claim);
    expect(await ledger.account(intent.key)).toEqual(claim.account);
    expect(await ledger.lease(change.lease.id)).toEqual(claim.lease);
    const { items: history } = await views.eventsOf(change.lease.id, { limit: 10 });
    expect(history.map(({ type }) => type)).toContain("AccountClaimed");
  });
});

describe("views", () => {
  test("show an owner's leases, newest first, page by page, and nobody else's", async () => {
    const mine = owner("pages");
    const ids = [newId(), newId(), newId()];
    for (const id of ids) {
      const { lease, events } = requested({ id, owner: mine });
      await ledger.commit({ lease, events });
    }
    const first = await views.leasesOf(mine, { limit: 2 });
    const second = await views.leasesOf(mine, {
      limit: 2,
      ...(first.next && { cursor: first.next }),
    });
    const seen = [...first.items, ...second.items].map(({ id }) => id);
    expect(seen.toSorted()).toEqual(ids);
    expect(await views.leasesOf(owner("nobody"), { limit: 2 })).toEqual({ items: [] });
  });

  test("find leases by their ids in one question, each once, without those that nobody knows", async () => {
    const ids = [newId(), newId()];
    for (const id of ids) {
      const { lease, events } = requested({ id, owner: owner("named") });
      await ledger.commit({ lease, events });
    }
    const found = await views.leasesNamed([...ids, ...ids, "l-zzzzzzzzzzzzzzzz" as LeaseId]);
    expect(found.map(({ id }) => id).toSorted()).toEqual(ids);
    expect(await views.leasesNamed([])).toEqual([]);
  });

  test.each(["", "garbage", Buffer.from('{"pk":"x"}').toString("base64url")])(
    "refuse the cursor %j by name",
    async (cursor) => {
      const asked = views.leasesOf(owner("pages"), { limit: 2, cursor });
      await expect(asked).rejects.toMatchObject({
        name: "InvalidInput",
        details: { field: "cursor" },
      });
    },
  );

  test("find what is due at its moment and not before", async () => {
    const { lease, events } = requested({ id: newId(), owner: owner("due") });
    await ledger.commit({ lease, events });
    const due = nextDue(lease)?.at ?? NOW;
    const isFound = async (at: typeof NOW) =>
      (await views.due(at, 100)).some((item) => item.kind === "lease" && item.id === lease.id);
    expect([await isFound(NOW), await isFound(due)]).toEqual([false, true]);
  });
});

describe("a remembered request", () => {
  test("is written with its lease, and a second one of the same key is refused", async () => {
    const change = requested({ id: newId(), owner: owner("keys") });
    const memory = {
      owner: change.lease.owner,
      key: "k",
      bodyHash: "h",
      leaseId: change.lease.id,
      at: NOW,
    };
    await ledger.commit(change, memory);
    expect(await ledger.remembered(memory.owner, "k")).toEqual(memory);
    const other = requested({ id: newId(), owner: owner("keys") });
    const { lease, events } = other;
    await expect(ledger.commit({ lease, events }, memory)).rejects.toMatchObject({
      name: "LedgerBusy",
    });
    expect(await ledger.lease(lease.id)).toBeUndefined();
  });
});
