import type {
  LeasedAccount,
  NukingAccount,
  PreparingAccount,
} from "../../domain/account/account.ts";
import { isRefusal } from "../../domain/failures.ts";
import type { AccountId, AccountKey, LeaseId, Principal } from "../../domain/ids.ts";
import type { ActiveLease, VendingLease } from "../../domain/lease/lease.ts";
import type { Requested } from "../../domain/lease/request.ts";
import { requestLease } from "../../domain/lease/request.ts";
import { emptyTally, type Tally } from "../../domain/lease/tally.ts";
import { activateLease, type ClaimedLease } from "../../domain/lease/vend.ts";
import type { LeaseTemplate } from "../../domain/template/template.ts";
import { DAY, HOUR, type Instant, plus } from "../../domain/time.ts";

/** Things of the domain as tests need them: the members that matter are named, the rest is usual. */

export const NOW = "2026-12-01T09:00:00.000Z" as Instant;
export const ALICE = "arn:aws:iam::222222222222:user/alice" as Principal;
export const BOB = "arn:aws:iam::222222222222:user/bob" as Principal;
export const LEASE_ID = "l-0123456789abcdef" as LeaseId;
export const KEY = "k0123456789".slice(0, 10) as AccountKey;
export const ACCOUNT_ID = "333333333333" as AccountId;

export const aTemplate = (more: Partial<LeaseTemplate> = {}): LeaseTemplate => ({
  name: "sandbox",
  description: "An account of one's own.",
  duration: { default: 3 * DAY, longest: 30 * DAY },
  extensions: 3,
  approval: "none",
  leasesAtOnce: 2,
  budget: { default: 50, limit: 200 },
  warnings: [3 * DAY, DAY, HOUR],
  disposition: "close",
  baseline: "standard",
  drift: "report",
  accessPolicies: ["arn:aws:iam::aws:policy/AdministratorAccess"],
  sourceIdentity: true,
  ...more,
});

type Wanted = Partial<Parameters<typeof requestLease>[0]>;

export const request = (
  wanted: Wanted = {},
  tally: Tally = emptyTally(wanted.owner ?? ALICE),
  inAll = 0,
) =>
  requestLease(
    { id: LEASE_ID, owner: ALICE, template: aTemplate(), purpose: "a load test", ...wanted },
    { tally, inAll },
    NOW,
  );

/** A request that is accepted. */
export function requested(wanted: Wanted = {}): Requested {
  const decision = request(wanted);
  if (isRefusal(decision)) throw new Error(decision.message);
  return decision;
}

export const aPreparingAccount = (more: Partial<PreparingAccount> = {}): PreparingAccount => ({
  status: "preparing",
  key: KEY,
  version: 4,
  name: `mayfly-${KEY}`,
  email: `aws+${KEY}@example.com`,
  recordedAt: NOW,
  accountId: ACCOUNT_ID,
  leaseId: LEASE_ID,
  ...more,
});

export const aClaimedLease = (wanted: Wanted = {}): ClaimedLease => ({
  ...(requested(wanted).lease as VendingLease),
  accountKey: KEY,
});

/** A lease that was handed over at NOW, and its account. */
export function handedOver(wanted: Wanted = {}): { lease: ActiveLease; account: LeasedAccount } {
  const { lease, account } = activateLease(aClaimedLease(wanted), aPreparingAccount(), NOW);
  return { lease: lease as ActiveLease, account: account as LeasedAccount };
}

export const anActiveLease = (
  more: Partial<ActiveLease> = {},
  wanted: Wanted = {},
): ActiveLease => ({
  ...handedOver(wanted).lease,
  ...more,
});

export const aNukingAccount = (more: Partial<NukingAccount> = {}): NukingAccount => ({
  ...aPreparingAccount(),
  status: "nuking",
  disposition: "close",
  attempt: 1,
  dueAt: plus(NOW, DAY),
  ...more,
});
