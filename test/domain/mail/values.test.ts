import { describe, expect, test } from "vitest";
import { holdsOfAccount, holdsOfLease } from "../../../domain/mail/holds.ts";
import { momentIn, spokenDuration } from "../../../domain/mail/moment.ts";
import type { ToldEvent } from "../../../domain/mail/notice.ts";
import { valuesOfAccount, valuesOfLease } from "../../../domain/mail/values.ts";
import { DAY, HOUR, MINUTE, plus } from "../../../domain/time.ts";
import type { TimeZone } from "../../../domain/zone.ts";
import {
  aClaimedLease,
  aNukingAccount,
  anActiveLease,
  aTemplate,
  BOB,
  NOW,
  requested,
} from "../../support/builders.ts";

const BERLIN = "Europe/Berlin" as TimeZone;

const event = (type: ToldEvent["type"], more: Partial<ToldEvent> = {}): ToldEvent => ({
  ...{ type, by: BOB },
  ...more,
});

const aWaiting = () => requested({ template: aTemplate({ approval: "always" }) }).lease;

describe("a moment", () => {
  test("is told as the clocks of the owner show it", () => {
    expect(momentIn(NOW, BERLIN)).toBe("1 December 2026, 10:00 (Europe/Berlin)");
    expect(momentIn(NOW, "Etc/UTC")).toBe("1 December 2026, 09:00 (UTC)");
  });

  test.each([
    [0, "less than a minute"],
    [MINUTE, "1 minute"],
    [2 * HOUR + MINUTE, "2 hours 1 minute"],
    [DAY + HOUR + 59 * MINUTE, "1 day 1 hour"],
    [3 * DAY, "3 days"],
  ])("that is %i s away is %s away", (seconds, words) => {
    expect(spokenDuration(seconds)).toBe(words);
  });
});

describe("what a notice says", () => {
  test("is of the lease, in its owner's time zone", () => {
    const lease = anActiveLease({ timeZone: BERLIN });
    const now = plus(lease.expiresAt, 90 - DAY);
    const values = valuesOfLease("lease-expiring", lease, { event: event("LeaseExpiring"), now });
    expect(values).toMatchObject({
      ...{ owner: "alice", purpose: "a load test", budget: "50", account: "333333333333" },
      ...{ end: "4 December 2026, 10:00 (Europe/Berlin)", left: "1 day" },
    });
  });

  test("is how much time is left when it is told, however late", () => {
    const lease = anActiveLease();
    const told = (now: typeof NOW) =>
      valuesOfLease("lease-expiring", lease, { event: event("LeaseExpiring"), now })["left"];
    expect(told(plus(lease.expiresAt, -5 * HOUR))).toBe("5 hours");
    expect(told(plus(lease.expiresAt, HOUR))).toBe("less than a minute");
  });

  test("is the spend as the event had it", () => {
    const details = { share: 0.8, amount: 40, forecast: 61.239, until: "2026-12-02" };
    const spent = event("LeaseSpendReached", { details });
    expect(valuesOfLease("lease-spend", anActiveLease(), { event: spent, now: NOW })).toMatchObject(
      { share: "80 %", spent: "40.00", forecast: "61.24", until: "2026-12-02" },
    );
  });

  test("is why it ended, in words", () => {
    const ended = event("LeaseEnded", { why: "ended-by-owner" });
    const values = valuesOfLease("lease-ended", anActiveLease(), { event: ended, now: NOW });
    expect(values).toMatchObject({ reason: "its owner ended it" });
  });

  test("is nothing that its text may not name", () => {
    const values = valuesOfAccount(
      "account-astray",
      aNukingAccount(),
      event("AccountAstray", { why: "Move\r\nit back." }),
    );
    expect(values["reason"]).toBe("Move it back.");
    expect(Object.keys(values).toSorted()).toEqual(["account", "key", "name", "reason"]);
  });
});

describe("a notice that comes late", () => {
  test("is not told when it has been decided on a request", () => {
    for (const name of ["lease-waiting", "approval-wanted", "approval-reminder"] as const) {
      expect(holdsOfLease(name, aWaiting(), event("LeaseRequested"))).toBe(true);
      expect(holdsOfLease(name, aClaimedLease(), event("LeaseRequested"))).toBe(false);
    }
  });

  test("is not told when the end was put off", () => {
    const lease = anActiveLease();
    const warning = event("LeaseExpiring", { details: { expiresAt: lease.expiresAt } });
    expect(holdsOfLease("lease-expiring", lease, warning)).toBe(true);
    const extended = { ...lease, expiresAt: plus(lease.expiresAt, DAY) };
    expect(holdsOfLease("lease-expiring", extended, warning)).toBe(false);
  });

  test("is not told when it is frozen no more", () => {
    const lease = anActiveLease();
    expect(holdsOfLease("lease-frozen", lease, event("LeaseFrozen"))).toBe(false);
    expect(holdsOfLease("lease-unfrozen", lease, event("LeaseUnfrozen"))).toBe(true);
    const frozen = { ...lease, frozenAt: NOW };
    expect(holdsOfLease("lease-frozen", frozen, event("LeaseFrozen"))).toBe(true);
    expect(holdsOfLease("lease-unfrozen", frozen, event("LeaseUnfrozen"))).toBe(false);
  });

  test("is told all the same when it has happened for good", () => {
    expect(holdsOfLease("lease-denied", aWaiting(), event("LeaseDenied"))).toBe(true);
    expect(holdsOfLease("lease-ended", anActiveLease(), event("LeaseEnded"))).toBe(true);
  });

  test("is not told of an account that needs nobody any more", () => {
    expect(holdsOfAccount("account-attention", aNukingAccount())).toBe(false);
    expect(holdsOfAccount("account-astray", aNukingAccount())).toBe(false);
    expect(holdsOfAccount("account-limit", aNukingAccount())).toBe(true);
  });
});

test("an approval by rules is no news", () => {
  const by = "mayfly";
  expect(holdsOfLease("lease-approved", anActiveLease(), event("LeaseApproved", { by }))).toBe(
    false,
  );
  expect(holdsOfLease("lease-approved", anActiveLease(), event("LeaseApproved"))).toBe(true);
});
