import { expect, test } from "vitest";
import { returnToPool } from "../../../domain/account/teardown.ts";
import { activateLease, claimFromPool } from "../../../domain/lease/vend.ts";
import { HOUR, plus } from "../../../domain/time.ts";
import { aPooled } from "../../capacity/a-queue.ts";
import { aNukingAccount, aPreparingAccount, NOW, requested } from "../../support/builders.ts";

const waiting = () => {
  const { lease } = requested();
  if (lease.status !== "vending") throw new Error(`The lease is ${lease.status}.`);
  return lease;
};

test("the next holder of an account is told how many had it before, and since when it is back", () => {
  const later = plus(NOW, HOUR);
  const clean = { ...aNukingAccount({ uses: 2 }), cleanSince: NOW };
  const { account: returned } = returnToPool(clean, later);
  if (returned?.status !== "available") throw new Error("It is not back.");
  const { lease: claimed } = claimFromPool(waiting(), returned, plus(later, HOUR));
  expect(claimed).toMatchObject({ reused: { leases: 3, returnedAt: later } });
  if (claimed?.status !== "vending" || claimed.accountKey === undefined) throw new Error("none");
  const held = { ...claimed, accountKey: claimed.accountKey };
  const { lease: active } = activateLease(held, aPreparingAccount(), plus(later, HOUR));
  expect(active).toMatchObject({ status: "active", reused: { leases: 3, returnedAt: later } });
});

test("nothing is noted of an account that nobody had before", () => {
  expect(claimFromPool(waiting(), aPooled(1), NOW).lease).not.toHaveProperty("reused");
});
