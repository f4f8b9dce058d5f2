import { describe, expect, test } from "vitest";
import type { ClosedAccount } from "../../domain/account/account.ts";
import { parkClosure } from "../../domain/account/close.ts";
import type { CleanAccount } from "../../domain/account/teardown.ts";
import { SLOT_KEPT } from "../../domain/capacity/limits.ts";
import type { AccountId, AccountKey } from "../../domain/ids.ts";
import { DAY, MINUTE, plus } from "../../domain/time.ts";
import { sweep } from "../../functions/sweep/step.ts";
import { ACCOUNT_ID, aNukingAccount, NOW } from "../support/builders.ts";
import { aQueue } from "./a-queue.ts";

const clean = (more: object = {}) => aNukingAccount({ cleanSince: NOW, ...more }) as CleanAccount;

function aSweep({ left = new Set<AccountId>(), slots = 0, size = 0 } = {}) {
  const queue = aQueue({ slots });
  const organization = {
    hasLeft: async (id: AccountId) => left.has(id),
    status: () => Promise.reject(new Error("nobody asks")),
    find: async () => undefined,
    findAccount: async () => undefined,
  };
  const rules = { size, mostUses: 50, longestAge: 180 * DAY };
  const workflows = { vend: () => Promise.reject(new Error("nothing is vended")) };
  return { ...queue, sweep: sweep({ ...queue.ports, organization, rules, workflows }) };
}

const closed = (more: Partial<ClosedAccount> = {}): ClosedAccount => {
  const { key, name, email, recordedAt } = aNukingAccount();
  return {
    ...{ key, name, email, recordedAt, status: "closed", version: 9, accountId: ACCOUNT_ID },
    ...{ closedAt: NOW, dueAt: plus(NOW, SLOT_KEPT) },
    ...more,
  };
};

describe("a closed account", () => {
  test("keeps its slot after 90 days while AWS still has it", async () => {
    const { ledger, sweep, pass } = aSweep();
    ledger.put({ account: closed() });
    pass(SLOT_KEPT);
    await sweep();
    expect(ledger.accounts).toMatchObject([
      { status: "closed", dueAt: plus(NOW, SLOT_KEPT + DAY) },
    ]);
  });

  test("is recorded as gone, and its slot is free, when it has left", async () => {
    const { ledger, sweep, pass } = aSweep({ left: new Set([ACCOUNT_ID]), slots: 1 });
    ledger.put({ account: closed() });
    ledger.put({ creations: { ...(await ledger.creations()), accounts: 1 } });
    pass(SLOT_KEPT);
    const { slotsLeft } = await sweep();
    expect(ledger.accounts).toMatchObject([{ status: "gone", goneAt: plus(NOW, SLOT_KEPT) }]);
    expect(slotsLeft).toBe(1);
  });
});

describe("the sweep", () => {
  test("puts right counts that do not agree with the accounts", async () => {
    const { ledger, sweep, pass } = aSweep({ slots: 5 });
    ledger.put({ account: closed() });
    ledger.put({
      creations: { ...(await ledger.creations()), accounts: 4, inProgress: 5, version: 1 },
    });
    ledger.put({ closures: { ...(await ledger.closures()), inProgress: 3 } });
    pass(10 * MINUTE);
    await sweep();
    expect(await ledger.creations()).toMatchObject({ accounts: 1, inProgress: 0 });
    expect(await ledger.closures()).toMatchObject({ inProgress: 0 });
  });

  test("leaves counts alone that have just changed: the index may be behind", async () => {
    const { ledger, sweep } = aSweep({ slots: 5 });
    ledger.put({
      creations: { ...(await ledger.creations()), accounts: 4, version: 1, changedAt: NOW },
    });
    await sweep();
    expect(await ledger.creations()).toMatchObject({ accounts: 4 });
  });

  test("wakes an account that waits to be closed when nobody else did", async () => {
    const { ledger, sweep } = aSweep();
    const parked = parkClosure(clean(), { until: plus(NOW, DAY), why: "busy" }, NOW).account;
    if (parked === undefined) throw new Error("no account");
    ledger.put({ account: parked });
    await sweep();
    expect(ledger.accounts).toMatchObject([{ status: "closing", turnAt: NOW, attempt: 2 }]);
    expect(ledger.events.at(-1)).toMatchObject({
      ...{ type: "AccountClosureAdmitted", details: { attempt: 2, turnAt: NOW } },
    });
    expect(await ledger.closures()).toMatchObject({ inProgress: 1, turns: [NOW] });
  });

  test("fills the pool, and counts neither dead accounts nor those that are on their way twice", async () => {
    const { ledger, sweep } = aSweep({ slots: 50, size: 2 });
    ledger.put({ account: closed({ key: "d".repeat(10) as AccountKey }) });
    await sweep();
    await sweep();
    const creating = ledger.accounts.filter(({ status }) => status === "creating");
    expect(creating).toHaveLength(2);
    expect(await ledger.creations()).toMatchObject({ inProgress: 2 });
  });
});
