import type { AccountId, AccountKey } from "../ids.ts";
import type { Lease } from "../lease/lease.ts";
import type { Account } from "./account.ts";

/** The tags that every account of ours carries from its creation on. */
export const TAGS = {
  /** Whose account it is: the prefix of the deployment that made it. */
  managedBy: "mayfly:managed-by",
  /** Which ledger record it belongs to. */
  accountKey: "mayfly:account-key",
} as const;

/** What Organizations says of an account at this moment. */
export interface OrganizationFacts {
  readonly accountId: AccountId;
  readonly name: string;
  readonly email: string;
  /** ACTIVE, SUSPENDED, PENDING_CLOSURE, CLOSED or PENDING_ACTIVATION. */
  readonly state: string;
  readonly parentId: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** What never changes while Mayfly is deployed. */
export interface Fences {
  readonly managementAccountId: AccountId;
  readonly vendingAccountId: AccountId;
  /** Accounts that must never be touched, whatever the ledger says. */
  readonly denylist: readonly AccountId[];
  readonly quarantineUnitId: string;
  /** Value of the managed-by tag. */
  readonly managedBy: string;
}

/** All that the rails look at, read afresh just before the deed. */
export interface RailFacts {
  readonly account: Account;
  readonly lease: Lease | undefined;
  readonly organization: OrganizationFacts;
  /** Whether the account is registered as a delegated administrator of any service. */
  readonly delegatedAdministrator: boolean;
  readonly fences: Fences;
}

/** The two deeds that cannot be undone, and the ledger state in which each may begin. */
export type Deed = "nuke" | "close";

/**
 * Says which rail forbids to nuke or close the account; undefined when every rail holds. A new fact
 * that is unclear must forbid: each rule states what must be true, not what must not.
 */
export function brokenRail(deed: Deed, facts: RailFacts): string | undefined {
  return RAILS.map((rail) => rail(facts, deed)).find((broken) => broken !== undefined);
}

type Rail = (facts: RailFacts, deed: Deed) => string | undefined;

const must = (holds: boolean, broken: string) => (holds ? undefined : broken);

const accountIdOf = (account: Account): AccountId | undefined =>
  "accountId" in account ? account.accountId : undefined;

/** The tags by which an account, and what Mayfly makes in it, is known to be the one of this key, of this deployment. */
export const ourTags = (key: AccountKey, managedBy: string): Readonly<Record<string, string>> => ({
  [TAGS.managedBy]: managedBy,
  [TAGS.accountKey]: key,
});

/** Whether the tags of an account say that it is the one of this key, of this deployment. */
export const isTaggedAs = (
  tags: OrganizationFacts["tags"],
  key: AccountKey,
  managedBy: string,
): boolean => tags[TAGS.managedBy] === managedBy && tags[TAGS.accountKey] === key;

const STATES: Readonly<Record<Deed, readonly Account["status"][]>> = {
  nuke: ["quarantined", "nuking"],
  close: ["nuking", "closing"],
};

/** All of them: each forbids on its own, whatever the others say. */
export const RAILS: readonly Rail[] = [
  ({ account }, deed) =>
    must(
      STATES[deed].includes(account.status),
      `The ledger says that the account is ${account.status}.`,
    ),
  ({ account }, deed) =>
    must(
      deed === "nuke" || "cleanSince" in account,
      "The ledger does not say that the account was found clean.",
    ),
  ({ account }) =>
    must(
      !("hold" in account),
      "An administrator keeps it in quarantine; POST /v1/accounts/{key}/retry releases it.",
    ),
  ({ account, lease }) =>
    must(
      lease !== undefined && "leaseId" in account && lease.id === account.leaseId,
      "The ledger does not have the lease that the account served.",
    ),
  ({ lease }) =>
    must(
      lease?.status === "ended" || lease?.status === "failed",
      `Its lease is ${lease?.status ?? "unknown"}, not over.`,
    ),
  ({ account, organization }) =>
    must(
      accountIdOf(account) === organization.accountId,
      `The ledger has number ${accountIdOf(account) ?? "none"}, Organizations ${organization.accountId}.`,
    ),
  ({ account, organization }) =>
    must(
      account.name === organization.name && account.email === organization.email,
      "Its name or e-mail in Organizations is not the one that we gave it.",
    ),
  ({ account, organization, fences }) =>
    must(
      isTaggedAs(organization.tags, account.key, fences.managedBy),
      "It does not carry our tags.",
    ),
  ({ organization, fences }) =>
    must(
      organization.parentId === fences.quarantineUnitId,
      `It is in ${organization.parentId}, not in quarantine.`,
    ),
  ({ organization, fences }) =>
    must(organization.accountId !== fences.managementAccountId, "It is the management account."),
  ({ organization, fences }) =>
    must(
      organization.accountId !== fences.vendingAccountId,
      "It is the account that Mayfly runs in.",
    ),
  ({ organization, fences }) =>
    must(!fences.denylist.includes(organization.accountId), "It is on the denylist."),
  ({ delegatedAdministrator }) => must(!delegatedAdministrator, "It is a delegated administrator."),
  ({ organization }, deed) =>
    must(
      organization.state === "ACTIVE" ||
        (deed === "close" && CLOSED_STATES.includes(organization.state)),
      `Organizations says that it is ${organization.state}.`,
    ),
];

/** Closing an account that is closing already repeats a deed that was allowed. */
const CLOSED_STATES = ["PENDING_CLOSURE", "CLOSED"];
