import type { LeasedAccount } from "../account/account.ts";
import type { LeaseId, Principal } from "../ids.ts";
import type { Disposition, LeaseTemplate } from "../template/template.ts";
import type { Instant } from "../time.ts";
import type { EndedLease, EndReason } from "./lease.ts";

/** Reasons of leases that nobody asked for and nobody held: there was none, and their accounts are condemned. */
const NOBODYS = ["adopted", "aged-out"] as const satisfies readonly EndReason[];

/** Whether a lease that ended so stands for none. */
export const isNobodys = (reason: EndReason): boolean =>
  (NOBODYS as readonly EndReason[]).includes(reason);

/** What differs from one such lease to the next. */
export interface Occasion {
  /** Who condemns the account. */
  readonly by: Principal;
  readonly at: Instant;
  readonly reason: (typeof NOBODYS)[number];
  readonly purpose: string;
  /** Stands where leases have their template; nobody can ask for it. */
  readonly template: { readonly name: string; readonly description: string };
  readonly disposition: Disposition;
}

/**
 * The lease that a condemned account is said to have served when there was none: it was over at once, so that
 * every rail holds for the account as for any other, and its history tells who condemned it, and why.
 */
export const nobodysLease = (
  { key, accountId }: Pick<LeasedAccount, "key" | "accountId">,
  id: LeaseId,
  { by, at, reason, purpose, template, disposition }: Occasion,
): EndedLease => ({
  ...{ id, version: 1, owner: by, template: { ...EMPTY, ...template, disposition }, purpose },
  ...{ term: { kind: "until", at }, budget: 0, requestedAt: at, activatedAt: at, expiresAt: at },
  ...{ accountKey: key, accountId, extensions: 0, status: "ended", reason },
  ...{ endingSince: at, endedAt: at },
});

const EMPTY: Omit<LeaseTemplate, "name" | "description" | "disposition"> = {
  ...{ duration: { default: 0, longest: 0 }, extensions: 0, approval: "none", leasesAtOnce: 0 },
  ...{ budget: { default: 0, limit: 0 }, warnings: [] },
  ...{ baseline: "standard", drift: "report", accessPolicies: [], sourceIdentity: true },
};
