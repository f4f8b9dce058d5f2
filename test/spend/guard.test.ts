import { describe, expect, test } from "vitest";
import { isRefusal } from "../../domain/failures.ts";
import type { AccountId, LeaseId } from "../../domain/ids.ts";
import { freezeLease, unfreezeLease } from "../../domain/lease/freeze.ts";
import type { ActiveLease, EndedLease, Lease } from "../../domain/lease/lease.ts";
import { guardSpend } from "../../functions/guard-spend/step.ts";
import { returnAccount } from "../../functions/steps/return-account/step.ts";
import type { SpendGuard } from "../../ports/spend-guard.ts";
import {
  ACCOUNT_ID,
  aNukingAccount,
  anActiveLease,
  BOB,
  handedOver,
  KEY,
  LEASE_ID,
  NOW,
} from "../support/builders.ts";
import { MemoryLedger } from "../support/memory-ledger.ts";

/** The guard rail on accounts of an organization, and every question about it. */
function aRail(broken?: AccountId) {
  const on = new Set<AccountId>();
  const asked: string[] = [];
  const ask = (what: string, accountId: AccountId) => {
    asked.push(`${what} ${accountId}`);
    if (accountId === broken) throw new Error("AWS is out of order.");
  };
  const guard: SpendGuard = {
    attach: async (accountId) => {
      ask("attach", accountId);
      on.add(accountId);
    },
    detach: async (accountId) => {
      ask("detach", accountId);
      on.delete(accountId);
    },
  };
  return { guard, on, asked };
}

const frozen = (lease = anActiveLease()): ActiveLease =>
  freezeLease(lease, "Its budget is used up.", NOW)?.lease as ActiveLease;

function unfrozen(): ActiveLease {
  const change = unfreezeLease(frozen(), { by: BOB }, NOW);
  if (isRefusal(change)) throw new Error(change.message);
  return change.lease as ActiveLease;
}

const ended = (lease: ActiveLease): EndedLease => {
  const { warned: _, ...rest } = lease;
  return { ...rest, status: "ended", endingSince: NOW, endedAt: NOW, reason: "expired" };
};

describe("an account that goes back into the pool", () => {
  /** The end of its lease was never heard of by what freezes. */
  async function returned(lease: ActiveLease) {
    const rail = aRail();
    rail.on.add(ACCOUNT_ID);
    const ledger = new MemoryLedger();
    ledger.put({ lease: ended(lease), account: aNukingAccount({ cleanSince: NOW }) });
    const placed: string[] = [];
    const step = returnAccount({
      ...{ ledger, views: ledger, guard: rail.guard, clock: { now: () => NOW } },
      placement: {
        place: async (_, unit) => {
          placed.push(`${unit}, with the rail on ${rail.on.size}`);
        },
      },
      ids: { accountKey: () => KEY, leaseId: () => LEASE_ID, eventId: () => "e" } as never,
      naming: { prefix: "mayfly", emailPattern: "aws+{key}@example.com" },
      ...{ slots: 10, vendingUnitId: "ou-vending" },
    });
    await step({ accountKey: KEY, leaseId: LEASE_ID, attempt: 1 });
    return { rail, placed, account: await ledger.account(KEY) };
  }

  test("has lost the guard rail before, although nobody heard of the lease's end", async () => {
    const { rail, placed, account } = await returned(frozen());
    expect(placed).toEqual(["ou-vending, with the rail on 0"]);
    expect(rail.asked).toEqual([`detach ${ACCOUNT_ID}`]);
    expect(account).toMatchObject({ status: "available" });
  });

  test("has lost it too when nobody heard that it was freed", async () => {
    expect((await returned(unfrozen())).placed).toEqual(["ou-vending, with the rail on 0"]);
  });

  test("costs no further call when it never was frozen", async () => {
    expect((await returned(anActiveLease())).rail.asked).toEqual([]);
  });
});

describe("what freezes accounts", () => {
  const OTHER = "l-fedcba9876543210" as LeaseId;
  const OTHER_ACCOUNT = "444444444444" as AccountId;

  function about(lease: Lease, broken?: AccountId) {
    const rail = aRail(broken);
    const ledger = new MemoryLedger();
    ledger.put({ lease, account: handedOver().account });
    return { rail, ledger, guard: guardSpend({ ledger, views: ledger, guard: rail.guard }) };
  }

  test("makes good by itself that nobody told it of a frozen lease", async () => {
    const { rail, guard } = about(frozen());
    await guard({});
    await guard({});
    expect([...rail.on]).toEqual([ACCOUNT_ID]);
  });

  test("makes good by itself that nobody told it of a lease that may spend again", async () => {
    const { rail, guard } = about(unfrozen());
    rail.on.add(ACCOUNT_ID);
    await guard({});
    expect([...rail.on]).toEqual([]);
  });

  test("asks for nothing where no lease was ever frozen", async () => {
    const { rail, guard } = about(anActiveLease());
    await guard({});
    await guard({ detail: { leaseId: LEASE_ID } });
    expect(rail.asked).toEqual([]);
  });

  test("sees to the others when one fails, and fails then", async () => {
    const { rail, ledger, guard } = about(frozen(), ACCOUNT_ID);
    ledger.put({ lease: { ...frozen(), id: OTHER, accountId: OTHER_ACCOUNT } });
    await expect(guard({})).rejects.toThrow("out of order");
    expect([...rail.on]).toEqual([OTHER_ACCOUNT]);
  });
});
