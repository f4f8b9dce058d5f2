import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { EntryPolicy } from "../../domain/access/entry.ts";
import { EntryNotGranted } from "../../domain/failures.ts";
import type { AccountId, AccountKey, LeaseId } from "../../domain/ids.ts";
import { settleEntries } from "../../functions/steps/settle-entries/step.ts";
import type { EntryPolicies } from "../../ports/entry-policies.ts";
import {
  aClaimedLease,
  aNukingAccount,
  anActiveLease,
  aPreparingAccount,
  aTemplate,
  KEY,
  LEASE_ID,
  NOW,
} from "../support/builders.ts";
import { MemoryLedger } from "../support/memory-ledger.ts";

const template = aTemplate({ parentPolicy: true });
const OTHER_LEASE = "l-fedcba9876543210" as LeaseId;
const OTHER_KEY = "zyxwvu9876" as AccountKey;
const OTHER_ACCOUNT = "444444444444" as AccountId;
const COMMON = { prefix: "mayfly", clock: { now: () => NOW } };
const roleIn = (account: string) => `arn:aws:iam::${account}:role/mayfly-lease-holder`;

/** What users of the account have; each change takes effect when `pause` says so. */
function aParent(pause: () => Promise<void> = async () => undefined) {
  const given = new Map<string, readonly EntryPolicy[]>();
  const entries: EntryPolicies = {
    set: async (user, policies) => {
      await pause();
      given.set(user, policies);
    },
  };
  const rolesOf = (user: string) =>
    (given.get(user) ?? []).flatMap(({ Statement: [{ Resource }] }) => Resource);
  return { entries, given, rolesOf };
}

function anOwnerOfTwo(pause?: () => Promise<void>) {
  const ledger = new MemoryLedger(pause ? { pause } : {});
  ledger.put({ lease: aClaimedLease({ template }), account: aPreparingAccount() });
  const lease = { ...aClaimedLease({ template }), id: OTHER_LEASE };
  ledger.put({ lease: { ...lease, accountKey: OTHER_KEY } });
  const parent = aParent(pause);
  const step = settleEntries({ ...parent, ledger, views: ledger, ...COMMON });
  const number = () =>
    ledger.put({
      account: aPreparingAccount({
        ...{ key: OTHER_KEY, leaseId: OTHER_LEASE, accountId: OTHER_ACCOUNT },
      }),
    });
  return { ...parent, ledger, step, number };
}

describe("what an owner may enter", () => {
  test("is the account that is being vended, and the others that they hold", async () => {
    const { step, number, rolesOf } = anOwnerOfTwo();
    await step({ leaseId: LEASE_ID });
    expect(rolesOf("alice")).toEqual([roleIn("333333333333")]);
    number();
    await step({ leaseId: OTHER_LEASE });
    expect(rolesOf("alice")).toEqual([roleIn("333333333333"), roleIn(OTHER_ACCOUNT)]);
  });

  test("is both, however two vendings come between each other", async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const pause = () => scheduler.schedule(Promise.resolve());
        const { step, number, rolesOf } = anOwnerOfTwo(pause);
        const one = step({ leaseId: LEASE_ID });
        const other = pause().then(async () => {
          number();
          await step({ leaseId: OTHER_LEASE });
        });
        await scheduler.waitFor(Promise.all([one, other]));
        expect(rolesOf("alice")).toEqual([roleIn("333333333333"), roleIn(OTHER_ACCOUNT)]);
      }),
    );
  });

  test("is not the account that is torn down", async () => {
    const ledger = new MemoryLedger();
    const ended = { ...anActiveLease({}, { template }), status: "ending" } as never;
    ledger.put({ lease: ended, account: aNukingAccount() });
    const parent = aParent();
    parent.given.set("alice", []);
    const step = settleEntries({ ...parent, ledger, views: ledger, ...COMMON });
    await step({ accountKey: KEY, leaseId: LEASE_ID, attempt: 1 });
    expect(parent.given.get("alice")).toEqual([]);
  });

  test("is nobody's business where the template says nothing", async () => {
    const ledger = new MemoryLedger();
    ledger.put({ lease: aClaimedLease(), account: aPreparingAccount() });
    const parent = aParent();
    await settleEntries({ ...parent, ledger, views: ledger, ...COMMON })({
      leaseId: LEASE_ID,
    });
    expect(parent.given.size).toBe(0);
  });
});

describe("the trail", () => {
  test("has each grant once, before it is made, and each revocation once, after it", async () => {
    const ledger = new MemoryLedger();
    ledger.put({ lease: aClaimedLease({ template }), account: aPreparingAccount() });
    const seen: string[] = [];
    const entries: EntryPolicies = {
      set: async () => void seen.push(ledger.events.map(({ type }) => type).join()),
    };
    const step = settleEntries({ ledger, views: ledger, entries, ...COMMON });
    await step({ leaseId: LEASE_ID });
    await step({ leaseId: LEASE_ID });
    const { openWays } = (await ledger.lease(LEASE_ID)) ?? {};
    const ending = { ...anActiveLease({}, { template }), status: "ending", openWays } as never;
    ledger.put({ lease: ending, account: aNukingAccount() });
    await step({ accountKey: KEY, leaseId: LEASE_ID, attempt: 1 });
    await step({ accountKey: KEY, leaseId: LEASE_ID, attempt: 1 });

    expect(new Set(seen)).toEqual(
      new Set(["LeaseAccessGranted", "LeaseAccessGranted,LeaseAccessRevoked"]),
    );
    expect(ledger.events).toMatchObject([
      {
        ...{ type: "LeaseAccessGranted", accountId: "333333333333", by: "mayfly" },
        details: {
          ...{ way: "policy", grantee: "arn:aws:iam::222222222222:user/alice" },
          ...{ origin: "222222222222", target: roleIn("333333333333"), seconds: 259_200 },
        },
      },
      { type: "LeaseAccessRevoked", details: { way: "policy", sessions: "none" } },
    ]);
  });

  test("says nothing of a grant that there was not", async () => {
    const ledger = new MemoryLedger();
    ledger.put({ lease: anActiveLease({}, { template }), account: aNukingAccount() });
    const step = settleEntries({ ...aParent(), ledger, views: ledger, ...COMMON });
    await step({ accountKey: KEY, leaseId: LEASE_ID, attempt: 1 });
    expect(ledger.events).toEqual([]);
  });
});

describe("an owner who is gone, or whose quota is used up", () => {
  const entries: EntryPolicies = {
    set: async () => {
      throw new EntryNotGranted("User alice cannot be allowed to enter");
    },
  };

  test("gets no account", async () => {
    const ledger = new MemoryLedger();
    ledger.put({ lease: aClaimedLease({ template }), account: aPreparingAccount() });
    const step = settleEntries({ ledger, views: ledger, entries, ...COMMON });
    await expect(step({ leaseId: LEASE_ID })).rejects.toMatchObject({ name: "EntryNotGranted" });
  });

  test("does not keep an account from its teardown", async () => {
    const ledger = new MemoryLedger();
    ledger.put({ lease: anActiveLease({}, { template }), account: aNukingAccount() });
    const step = settleEntries({ ledger, views: ledger, entries, ...COMMON });
    expect(await step({ accountKey: KEY, leaseId: LEASE_ID, attempt: 1 })).toEqual({});
  });
});
