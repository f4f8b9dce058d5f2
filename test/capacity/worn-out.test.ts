import { describe, expect, test } from "vitest";
import type { Account, AvailableAccount } from "../../domain/account/account.ts";
import { ageOut } from "../../domain/account/age-out.ts";
import { noCreations } from "../../domain/capacity/creations.ts";
import { LedgerBusy } from "../../domain/failures.ts";
import type { LeaseId } from "../../domain/ids.ts";
import { wasHeld } from "../../domain/report/lease-row.ts";
import { DAY, plus } from "../../domain/time.ts";
import { letGo } from "../../functions/sweep/let-go.ts";
import { NOW } from "../support/builders.ts";
import { aPooled, aQueue } from "./a-queue.ts";

const RULES = { size: 2, mostUses: 10, longestAge: 180 * DAY };

const old = (index: number): AvailableAccount => ({
  ...aPooled(index),
  recordedAt: plus(NOW, -180 * DAY),
});

/** A pool with these accounts, in an organization with room for so many more. */
function aPool({ accounts = [] as readonly AvailableAccount[], slots = 5, size = RULES.size }) {
  const queue = aQueue({ slots: accounts.length + slots });
  for (const account of accounts) queue.ledger.put({ account });
  queue.ledger.put({ creations: { ...noCreations, accounts: accounts.length } });
  const ports = { ...queue.ports, rules: { ...RULES, size } };
  const pooled = () => queue.ledger.accounts.filter((each) => each.status === "available");
  return { ...queue, pooled, letGo: (shown = pooled()) => letGo(ports, shown) };
}

const statuses = (accounts: readonly Account[]) => accounts.map(({ status }) => status);

describe("an account that lies in the pool", () => {
  test("is condemned when it is too old, to be closed, and its teardown begins", async () => {
    const { ledger, letGo } = aPool({ accounts: [old(0), aPooled(1)] });
    await letGo();
    const [condemned] = ledger.accounts;
    expect(condemned).toMatchObject({ status: "quarantined", disposition: "close", attempt: 1 });
    expect(ledger.events).toMatchObject([
      { type: "AccountQuarantined", from: "available", by: "mayfly", details: { attempt: 1 } },
    ]);
  });

  test("is condemned when it was used often enough for the rules of today", async () => {
    const { ledger, letGo } = aPool({ accounts: [{ ...aPooled(0), uses: 10 }, aPooled(1)] });
    await letGo();
    expect(statuses(ledger.accounts)).toEqual(["quarantined", "available"]);
  });

  test("stays while it is neither old nor used often", async () => {
    const young = { ...aPooled(0), recordedAt: plus(NOW, -179 * DAY), uses: 9 };
    const { ledger, letGo } = aPool({ accounts: [young, aPooled(1)] });
    await letGo();
    expect(ledger.traffic.commits).toBe(0);
  });

  test("served nobody: its last lease is over, in no report, and no event tells of an end", async () => {
    const { ledger, letGo } = aPool({ accounts: [old(0), aPooled(1)] });
    await letGo();
    const [lease] = ledger.leases;
    expect(lease).toMatchObject({ status: "ended", reason: "aged-out", owner: "mayfly" });
    expect(lease && wasHeld(lease)).toBe(false);
    expect(ledger.events.filter(({ type }) => type.startsWith("Lease"))).toEqual([]);
  });
});

describe("worn-out accounts leave the pool", () => {
  const many = [0, 1, 2, 3, 4, 5].map(old);

  test("one at a time when it is just full, and the next when it is full again", async () => {
    const { ledger, letGo, pooled } = aPool({ accounts: [old(0), old(1)] });
    await letGo();
    await letGo();
    expect(pooled()).toHaveLength(1);
    ledger.put({ account: aPooled(2) });
    await letGo();
    expect(pooled()).toMatchObject([{ key: aPooled(2).key }]);
  });

  test("three at a time when it has more than it needs", async () => {
    const { letGo, pooled } = aPool({ accounts: many });
    await letGo();
    expect(pooled()).toHaveLength(3);
  });

  test("never for a replacement that has no slot", async () => {
    const { letGo, pooled } = aPool({ accounts: [old(0), old(1)], slots: 0 });
    await letGo();
    expect(pooled()).toHaveLength(2);
  });

  test("never to wait for a closure that AWS would refuse", async () => {
    const { ledger, letGo, pooled } = aPool({ accounts: many });
    const turns = Array.from({ length: 250 }, () => NOW);
    ledger.put({ closures: { ...(await ledger.closures()), turns } });
    await letGo();
    expect(pooled()).toHaveLength(6);
  });
});

describe("a claim at the same moment", () => {
  test("has the account or leaves it, and nobody has it twice", async () => {
    const seen = new Set<string>();
    for (let head = 0; head < 12; head += 1) {
      const { ledger, ask, letGo } = aPool({ accounts: [old(0), aPooled(1)] });
      const late = async () => {
        for (let tick = 0; tick < head; tick += 1) await Promise.resolve();
        await letGo();
      };
      const [outcome] = await Promise.all([ask(0), late()]);
      expect(outcome).toEqual({ next: "prepare" });
      seen.add(statuses(ledger.accounts).join(" and "));
    }
    expect(seen).toEqual(new Set(["preparing and available", "quarantined and preparing"]));
  });

  test("keeps the account when the index still shows it in the pool", async () => {
    const { ledger, ask, letGo } = aPool({ accounts: [old(0), aPooled(1)] });
    const shown = [old(0), aPooled(1)];
    await ask(0);
    await letGo(shown);
    expect(statuses(ledger.accounts)).toEqual(["preparing", "available"]);
  });

  test("is refused by the ledger when the account was condemned before", async () => {
    const { ledger } = aPool({ accounts: [old(0)] });
    const change = ageOut(old(0), "l-00000000000000ff" as LeaseId, NOW);
    await ledger.commit(change);
    await expect(ledger.commit(change)).rejects.toThrow(LedgerBusy);
  });
});
