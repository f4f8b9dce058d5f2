import { describe, expect, test } from "vitest";
import type { AccountId } from "../../domain/ids.ts";
import { DAY } from "../../domain/time.ts";
import { sweep } from "../../functions/sweep/step.ts";
import {
  ACCOUNT_ID,
  aClaimedLease,
  aNukingAccount,
  aPreparingAccount,
  handedOver,
  KEY,
  LEASE_ID,
} from "../support/builders.ts";
import { aPooled } from "./a-queue.ts";
import { aReconcile, HOMES, listed, type World } from "./a-reconcile.ts";

describe("an account of ours that the ledger does not know", () => {
  test.each([
    ["name and e-mail", {}],
    ["e-mail and tags", { name: "renamed by hand" }],
    ["name and tags", { email: "somebody@example.com" }],
  ])("is found by its %s, counted, and set aside for a person", async (_, more) => {
    const tags = { "mayfly:managed-by": "mayfly", "mayfly:account-key": KEY };
    const { run, ledger } = aReconcile({ listing: [listed(more)], tags });
    expect(await run()).toMatchObject({ found: 1, failed: 0 });
    expect(ledger.accounts).toMatchObject([
      { key: KEY, accountId: ACCOUNT_ID, status: "attention", cause: { error: "AccountUnknown" } },
    ]);
    expect(await ledger.creations()).toMatchObject({ accounts: 1, inProgress: 0 });
    expect(ledger.events).toMatchObject([{ type: "AccountFound", accountId: ACCOUNT_ID }]);
  });

  test("is never nuked by itself, however long nobody looks", async () => {
    const { run, ports, pass, ledger } = aReconcile({ listing: [listed()] });
    await run();
    pass(400 * DAY);
    const rules = { size: 0, mostUses: 50, longestAge: DAY };
    await sweep({ ...ports, rules, workflows: {} as never, organization: {} as never })();
    expect(ledger.accounts).toMatchObject([{ status: "attention", setAside: true }]);
  });

  test("is found once", async () => {
    const { run, ledger } = aReconcile({ listing: [listed()] });
    await run();
    expect(await run()).toMatchObject({ found: 0 });
    expect(ledger.events).toHaveLength(1);
  });

  test("is recorded as closed when it is, and leaves the list when somebody closes it", async () => {
    const { run, now, ledger } = aReconcile({ listing: [listed({ state: "CLOSED" })] });
    await run();
    expect(ledger.accounts).toMatchObject([{ status: "closed", accountId: ACCOUNT_ID }]);
    const other = aReconcile({ listing: [listed()] });
    await other.run();
    other.now({ listing: [listed({ state: "CLOSED" })] });
    await other.run();
    expect(other.ledger.accounts).toMatchObject([{ status: "closed" }]);
    now({});
  });

  test.each([
    ["e-mail looks", { name: "management" }],
    ["name looks", { email: "somebody@example.com" }],
  ])("is not made of one of others whose %s like ours", async (_, more) => {
    const { run, ledger } = aReconcile({ listing: [listed(more)] });
    expect(await run()).toMatchObject({ found: 0, failed: 0 });
    expect(ledger.accounts).toEqual([]);
  });

  test("is not made of what is being created, nor of accounts of others", async () => {
    const { ask, ledger, run, now } = aReconcile();
    await ask(0);
    const [creating] = ledger.accounts;
    if (creating === undefined) throw new Error("no account");
    const { name, email } = creating;
    const stranger = listed({
      accountId: "999999999999" as AccountId,
      name: "web",
      email: "w@x.io",
    });
    now({ listing: [listed({ name, email }), stranger] });
    expect(await run()).toMatchObject({ found: 0, failed: 0 });
    expect(ledger.accounts).toHaveLength(1);
  });
});

/** A lease that is active, with its account. */
function anActive(world: World = { listing: [listed()] }) {
  const held = aReconcile(world);
  held.ledger.put(handedOver());
  return held;
}

describe("a leased account", () => {
  test("that is as the ledger says changes nothing but when it was compared", async () => {
    const { run, story } = anActive();
    expect(await run()).toEqual({ found: 0, astray: 0, drifted: 0, failed: 0 });
    expect(story()).toEqual([]);
  });

  test.each([
    ["moved", { parentId: "ou-elsewhere" }],
    ["renamed", { name: "mine" }],
    ["suspended", { state: "SUSPENDED" }],
    ["closure-pending", { state: "PENDING_CLOSURE" }],
  ])(
    "that is %s is told once, shown, and forgotten when it is put right",
    async (finding, more) => {
      const { run, now, ledger, story } = anActive({ listing: [listed(more)] });
      expect(await run()).toMatchObject({ astray: 1 });
      expect(ledger.events).toMatchObject([{ type: "AccountAstray", details: { finding } }]);
      expect(ledger.accounts).toMatchObject([{ status: "leased", noticed: [finding] }]);
      await run();
      expect(story()).toEqual(["AccountAstray"]);
      now({ listing: [listed()] });
      expect(await run()).toMatchObject({ astray: 0 });
      expect(ledger.accounts[0]).not.toHaveProperty("noticed");
    },
  );

  test.each([
    ["closed", { listing: [listed({ state: "CLOSED" })] }],
    ["gone", { listing: [], left: [ACCOUNT_ID] }],
  ])("that is %s by somebody else's doing ends its lease", async (status, world) => {
    const { run, ledger, withoutBudget } = anActive(world);
    await run();
    expect(ledger.accounts).toMatchObject([{ status }]);
    expect(withoutBudget).toEqual([ACCOUNT_ID]);
    expect(await ledger.lease(LEASE_ID)).toMatchObject({ status: "ended", reason: "account-lost" });
    expect(ledger.events.map(({ type }) => type)).toContain("LeaseEnded");
  });

  test("that is lost is lost at the next reconcile when its budget cannot be removed now", async () => {
    const lost = { listing: [listed({ state: "CLOSED" })] };
    const { run, now, ledger, withoutBudget } = anActive({ ...lost, isBudgetsBusy: true });
    expect(await run()).toMatchObject({ failed: 1 });
    expect(ledger.accounts).toMatchObject([{ status: "leased" }]);
    now(lost);
    expect(await run()).toMatchObject({ failed: 0 });
    expect(ledger.accounts).toMatchObject([{ status: "closed" }]);
    expect(withoutBudget).toEqual([ACCOUNT_ID]);
  });

  test("that only the listing lacks is left alone", async () => {
    const { run, ledger, withoutBudget } = anActive({ listing: [] });
    await run();
    expect(ledger.accounts).toMatchObject([{ status: "leased" }]);
    expect(withoutBudget).toEqual([]);
  });
});

test("a lease whose account is closed while it is prepared fails with that reason", async () => {
  const { run, ledger } = aReconcile({ listing: [listed({ state: "CLOSED" })] });
  ledger.put({ lease: aClaimedLease(), account: aPreparingAccount() });
  await run();
  const cause = { error: "AccountLost", message: "Somebody else has closed the account." };
  expect(await ledger.lease(LEASE_ID)).toMatchObject({ status: "failed", cause });
});

test("an account that is being torn down is left to its teardown", async () => {
  const { run, ledger } = aReconcile({ listing: [listed({ state: "CLOSED" })] });
  ledger.put({ account: aNukingAccount() });
  await run();
  expect(ledger.accounts).toMatchObject([{ status: "nuking" }]);
});

test("a pooled account that lies elsewhere is given to nobody until it is back", async () => {
  const pooled = aPooled(1);
  const { accountId, name, email } = pooled;
  const seen = listed({ accountId, name, email, parentId: "ou-elsewhere" });
  const { run, now, ask, ledger } = aReconcile({ listing: [seen] });
  ledger.put({ account: pooled });
  await run();
  expect(ledger.accounts).toMatchObject([
    { status: "attention", cause: { error: "AccountAstray" } },
  ]);
  expect(await ask(0)).toMatchObject({ next: "create" });
  now({ listing: [{ ...seen, parentId: HOMES.available }] });
  await run();
  expect(await ledger.account(pooled.key)).toMatchObject({ status: "available", accountId });
});
