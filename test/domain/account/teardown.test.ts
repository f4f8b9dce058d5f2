import { describe, expect, test } from "vitest";
import type {
  AttentionAccount,
  ClosingAccount,
  CreatingAccount,
} from "../../../domain/account/account.ts";
import { parkClosure } from "../../../domain/account/close.ts";
import { quarantineAccount } from "../../../domain/account/quarantine.ts";
import { LOST_AFTER, settleCreation } from "../../../domain/account/settle.ts";
import {
  type CleanAccount,
  callForAttention,
  finishClosing,
  foundClean,
  isClean,
  LAST_AUTOMATIC_ATTEMPT,
  RETRY_ATTENTION_AFTER,
  retryTeardown,
  returnToPool,
  startClosing,
  startNuke,
} from "../../../domain/account/teardown.ts";
import type { LeaseId } from "../../../domain/ids.ts";
import { HOUR, plus } from "../../../domain/time.ts";
import {
  ACCOUNT_ID,
  aNukingAccount,
  aPreparingAccount,
  KEY,
  LEASE_ID,
  NOW,
} from "../../support/builders.ts";

const clean = (): CleanAccount => aNukingAccount({ cleanSince: NOW }) as CleanAccount;
const closing = (): ClosingAccount => startClosing(clean(), NOW).account as ClosingAccount;
const CAUSE = { error: "NotClean", message: "3 resources are left" };

describe("a teardown", () => {
  test("goes from quarantine over nuke and closing to closed, a version further each time", () => {
    const quarantined = quarantineAccount(aPreparingAccount(), "close", NOW);
    const nuking = startNuke(quarantined, NOW).account;
    if (nuking?.status !== "nuking") throw new Error("not nuking");
    const found = foundClean(nuking, { at: NOW, report: "r" }).account;
    if (found === undefined || !isClean(found)) throw new Error("not clean");
    const closed = finishClosing(startClosing(found, NOW).account as ClosingAccount, NOW).account;
    expect([quarantined.version, nuking.version, found.version, closed?.version]).toEqual([
      5, 6, 7, 9,
    ]);
    expect(closed).toMatchObject({ status: "closed", accountId: ACCOUNT_ID, closedAt: NOW });
  });

  test("always has a moment at which the sweep takes it up", () => {
    const quarantined = quarantineAccount(aPreparingAccount(), "close", NOW);
    for (const account of [quarantined, startNuke(quarantined, NOW).account, closing()])
      expect(account).toMatchObject({ dueAt: expect.any(String) });
  });

  test("changes nothing when a step runs twice", () => {
    expect(startNuke(aNukingAccount(), NOW)).toEqual({ events: [] });
    expect(foundClean(clean(), { at: NOW, report: "r" })).toEqual({ events: [] });
    expect(startClosing(closing(), NOW)).toEqual({ events: [] });
  });

  test("returns a clean account to the pool without a trace of its last lease", () => {
    const { account } = returnToPool(clean(), NOW);
    expect(account).toEqual({
      ...{ status: "available", key: KEY, version: 5, name: `mayfly-${KEY}` },
      ...{ email: `aws+${KEY}@example.com`, recordedAt: NOW, accountId: ACCOUNT_ID },
      availableSince: NOW,
      uses: 1,
    });
  });

  test("is parked until a moment when a quota forbids closing, and goes on from there", () => {
    const until = plus(NOW, 24 * HOUR);
    const parked = parkClosure(closing(), { until, why: "quota" }, NOW).account as ClosingAccount;
    expect(parked).toMatchObject({ status: "closing", parked: "quota", dueAt: until });
    const again = startClosing(parked, until).account;
    expect(again).not.toHaveProperty("parked");
  });
});

describe("an account in attention", () => {
  const attention = (attempt: number) =>
    callForAttention(aNukingAccount({ attempt }), { cause: CAUSE, at: NOW })
      .account as AttentionAccount;

  test("keeps its cause, and is tried again by itself a day later", () => {
    expect(attention(1)).toMatchObject({ cause: CAUSE, dueAt: plus(NOW, RETRY_ATTENTION_AFTER) });
  });

  test("waits for a person after the last automatic attempt", () => {
    expect(attention(LAST_AUTOMATIC_ATTEMPT)).not.toHaveProperty("dueAt");
  });

  test("begins again with quarantine, as the next attempt", () => {
    const { account, events } = retryTeardown(attention(1), "mayfly", NOW);
    expect(account).toMatchObject({ status: "quarantined", attempt: 2 });
    expect(account).not.toHaveProperty("cleanSince");
    expect(events[0]).toMatchObject({ type: "AccountRetried", details: { attempt: 2 } });
  });

  test("goes on with its closing when that was stopped, because AWS may have closed it", () => {
    const stopped = callForAttention(closing(), { cause: CAUSE, at: NOW }).account;
    const { account } = retryTeardown(stopped as AttentionAccount, "mayfly", NOW);
    expect(account).toMatchObject({ status: "closing", attempt: 2, cleanSince: NOW });
  });
});

describe("a creation that no lease waits for any more", () => {
  const creating: CreatingAccount & { readonly leaseId: LeaseId } = {
    status: "creating",
    key: KEY,
    version: 2,
    name: `mayfly-${KEY}`,
    email: "a@b.cd",
    recordedAt: NOW,
    submittedAt: NOW,
    leaseId: LEASE_ID,
  };
  const settle = (accountId: typeof ACCOUNT_ID | undefined, seconds: number) =>
    settleCreation(creating, { accountId, disposition: "close" }, plus(NOW, seconds));

  test("is condemned as soon as its account is found", () => {
    expect(settle(ACCOUNT_ID, 60)).toMatchObject({
      account: { status: "quarantined", version: 3, accountId: ACCOUNT_ID },
      numbered: ACCOUNT_ID,
    });
  });

  test("is looked for again while it may still come", () => {
    expect(settle(undefined, LOST_AFTER - 1).account).toMatchObject({
      status: "creating",
      dueAt: expect.any(String),
    });
  });

  test("is taken as never created after a day", () => {
    expect(settle(undefined, LOST_AFTER).account).toMatchObject({ status: "closed" });
  });
});
