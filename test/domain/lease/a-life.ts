import fc from "fast-check";
import type { Account, LeasedAccount } from "../../../domain/account/account.ts";
import { isRefusal, type Refusal } from "../../../domain/failures.ts";
import { approveLease, denyLease } from "../../../domain/lease/approve.ts";
import type { Change } from "../../../domain/lease/change.ts";
import { warnOwner } from "../../../domain/lease/due.ts";
import { endActive, endInactive, expireLease, finishEnding } from "../../../domain/lease/end.ts";
import { extendLease } from "../../../domain/lease/extend.ts";
import { freezeForEnd } from "../../../domain/lease/freeze.ts";
import type { Lease } from "../../../domain/lease/lease.ts";
import { lapseRequest, remindApprovers } from "../../../domain/lease/pending.ts";
import { activateLease, claimNewAccount, failVending } from "../../../domain/lease/vend.ts";
import { DAY, HOUR, type Instant, plus } from "../../../domain/time.ts";
import {
  ALICE,
  aPreparingAccount,
  aTemplate,
  BOB,
  KEY,
  NOW,
  requested,
} from "../../support/builders.ts";

/** A lease with its account and the time, as they are at some point of a life. */
export interface Moment {
  readonly lease: Lease;
  readonly account: Account | undefined;
  readonly now: Instant;
}

type Deed = (moment: Moment) => Change | Refusal | undefined;

const leased = ({ account }: Moment): LeasedAccount | undefined =>
  account?.status === "leased" ? account : undefined;

/** Everything that can be done to a lease; undefined where nobody would try. */
export const DEEDS: Readonly<Record<string, Deed>> = {
  approve: ({ lease, now }) => approveLease(lease, { by: BOB }, now),
  deny: ({ lease, now }) => denyLease(lease, { by: BOB, reason: "no" }, now),
  claim: ({ lease, now }) =>
    lease.status === "vending" && lease.accountKey === undefined
      ? claimNewAccount(lease, { key: KEY, name: `mayfly-${KEY}`, email: "a@b.cd" }, now)
      : undefined,
  activate: ({ lease, now }) =>
    lease.status === "vending" && lease.accountKey !== undefined
      ? activateLease({ ...lease, accountKey: lease.accountKey }, aPreparingAccount(), now)
      : undefined,
  fail: ({ lease, account, now }) =>
    lease.status === "vending"
      ? failVending(lease, account, { cause: { error: "X", message: "y" }, at: now })
      : undefined,
  extend: ({ lease, now }) =>
    extendLease(lease, { by: ALICE, term: { kind: "duration", seconds: DAY } }, now),
  remind: ({ lease, now }) =>
    lease.status === "requested" ? remindApprovers(lease, now) : undefined,
  lapse: ({ lease, now }) => (lease.status === "requested" ? lapseRequest(lease, now) : undefined),
  warn: ({ lease, now }) => (lease.status === "active" ? warnOwner(lease, now) : undefined),
  freeze: ({ lease, now }) => (lease.status === "active" ? freezeForEnd(lease, now) : undefined),
  expire: (moment) => {
    const account = leased(moment);
    const { lease, now } = moment;
    return lease.status === "active" && account ? expireLease(lease, account, now) : undefined;
  },
  end: (moment) => {
    const account = leased(moment);
    const { lease, now } = moment;
    if (lease.status !== "active") return endInactive(lease, ALICE, now);
    return account && endActive(lease, account, { by: ALICE, reason: "ended-by-owner", at: now });
  },
  finish: ({ lease, now }) => (lease.status === "ending" ? finishEnding(lease, now) : undefined),
};

const deeds = fc.array(
  fc.record({
    deed: fc.constantFrom(...Object.keys(DEEDS)),
    later: fc.integer({ min: 0, max: 2 * DAY }),
  }),
  { maxLength: 40 },
);

const HANDED_OVER = [
  { deed: "approve", later: 0 },
  { deed: "claim", later: 0 },
  { deed: "activate", later: 0 },
];

/** Half of the lives begin with a lease that is handed over: chance alone seldom gets that far. */
export const steps = fc.oneof(
  deeds,
  deeds.map((rest) => [...HANDED_OVER, ...rest]),
);

/** Does what the plan says, as far as it can be done. */
export function live(
  approval: "none" | "always",
  plan: readonly { deed: string; later: number }[],
  check: (before: Moment, change: Change, after: Moment) => void,
): Moment {
  let moment: Moment = {
    lease: requested({ template: aTemplate({ approval, freezeBefore: 12 * HOUR }) }).lease,
    account: undefined,
    now: NOW,
  };
  for (const { deed, later } of plan) {
    const before = { ...moment, now: plus(moment.now, later) };
    const change = DEEDS[deed]?.(before);
    moment = before;
    if (change === undefined || isRefusal(change)) continue;
    moment = {
      ...before,
      lease: change.lease ?? before.lease,
      account: change.account ?? before.account,
    };
    check(before, change, moment);
  }
  return moment;
}
