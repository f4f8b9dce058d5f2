import { type Refusal, refuse } from "../failures.ts";
import type { AccountId, AccountKey, LeaseId, Principal } from "../ids.ts";
import { accountEvent, type Change } from "../lease/change.ts";
import { nobodysLease } from "../lease/nobodys.ts";
import type { Instant } from "../time.ts";
import type { Account, GoneAccount, LeasedAccount, SetAsideAccount } from "./account.ts";
import { quarantineAccount, quarantinedEvent } from "./quarantine.ts";
import { type Fences, type OrganizationFacts, TAGS } from "./rails.ts";

/** Which account is to be taken in: its name too, so that a wrong number is noticed. */
export interface Adoptee {
  readonly accountId: AccountId;
  readonly name: string;
}

/** Who takes an account in, and when. */
export interface Adopting {
  readonly by: Principal;
  readonly at: Instant;
}

/** What must be known of an account before it is taken in: everything in it will be deleted. */
export interface AdoptionFacts {
  readonly wanted: Adoptee;
  readonly organization: OrganizationFacts;
  readonly delegatedAdministrator: boolean;
  readonly rootId: string;
  readonly fences: Omit<Fences, "quarantineUnitId">;
}

const forbid = (message: string): Refusal => refuse("not-allowed", message);

/** Says why an account, whatever Organizations tells of it, is never taken in; undefined when it may be. */
export function refuseNumber(
  { accountId }: Adoptee,
  { managementAccountId, vendingAccountId, denylist }: AdoptionFacts["fences"],
): Refusal | undefined {
  const why =
    (accountId === managementAccountId && "is the management account") ||
    (accountId === vendingAccountId && "is the account that Mayfly runs in") ||
    (denylist.includes(accountId) && "is on the denylist");
  return why ? forbid(`Account ${accountId} ${why}.`) : undefined;
}

/** Says why this account is not taken in; undefined when it may be. */
export function refuseAdoption(facts: AdoptionFacts): Refusal | undefined {
  const { wanted, organization, delegatedAdministrator, rootId, fences } = facts;
  const { accountId, name } = wanted;
  const owner = organization.tags[TAGS.managedBy] ?? fences.managedBy;
  if (name !== organization.name)
    return refuse(
      "invalid",
      `Account ${accountId} is not called "${name}" in Organizations: see whether it is the one that you mean, because everything in it is deleted.`,
      "name",
    );
  if (delegatedAdministrator) return forbid(`Account ${accountId} is a delegated administrator.`);
  if (owner !== fences.managedBy)
    return forbid(`Account ${accountId} is managed by ${owner}, as its tag says.`);
  if (organization.state !== "ACTIVE")
    return refuse("wrong-state", `Organizations says that ${accountId} is ${organization.state}.`);
  if (organization.parentId === rootId) return undefined;
  return refuse(
    "wrong-state",
    `Account ${accountId} lies in ${organization.parentId}: move it to the root of the organization first, out of the hands of whoever it belongs to.`,
  );
}

const ADOPTING = "AccountAdopting";

/** Accounts that the ledger knows and that can be taken in: nobody knew whose they were, or they had left. */
type Adoptable = SetAsideAccount | GoneAccount;

/** Whether an account that the ledger knows can be taken in; the refusal otherwise. */
export function adoptable(account: Account): Adoptable | Refusal {
  if (account.status === "gone") return account;
  if ("setAside" in account && TAKEN.includes(account.cause.error)) return account;
  return refuse(
    "wrong-state",
    `Account ${account.key} is Mayfly's already, and ${account.status}.`,
  );
}

/** What the reconcile sets aside without knowing whose it is, and what an adoption left behind. */
const TAKEN = ["AccountUnknown", ADOPTING];

/** Written before the account is tagged: from now on it is ours, and needs a person until it is taken in. */
export function beginAdoption(
  known: Adoptable | undefined,
  found: { readonly key: AccountKey; readonly organization: OrganizationFacts },
  { by, at }: Adopting,
): Change & { readonly account: SetAsideAccount } {
  const { accountId, name, email } = found.organization;
  const account: SetAsideAccount = {
    ...{ key: found.key, name, email, accountId, recordedAt: known?.recordedAt ?? at },
    ...{ status: "attention", setAside: true, version: (known?.version ?? 0) + 1 },
    cause: { error: ADOPTING, message: "It is being taken in: ask for that again to complete it." },
    attentionSince: at,
  };
  return {
    account,
    ...(known === undefined ? { numbered: accountId } : {}),
    events: [accountEvent("AccountAdopting", account, { at, by })],
  };
}

/**
 * Condemns a tagged account: it is emptied like any other, and goes to the pool. The lease that it is said to
 * have served is the adoption itself.
 */
export function finishAdoption(
  account: SetAsideAccount,
  leaseId: LeaseId,
  { by, at }: Adopting,
): Change {
  const { cause: _, attentionSince: __, setAside: ___, noticed: ____, ...rest } = account;
  const leased: LeasedAccount = { ...rest, status: "leased", leaseId };
  const quarantined = quarantineAccount(leased, "recycle", at);
  const why = "It was taken in: all that is in it is deleted.";
  return {
    lease: nobodysLease(account, leaseId, {
      ...{ by, at, reason: "adopted", purpose: `Takes in account ${account.name}` },
      ...{ template: ADOPTION, disposition: "recycle" },
    }),
    account: quarantined,
    events: [quarantinedEvent(quarantined, { at, by, from: "attention", why })],
  };
}

const ADOPTION = {
  name: "adoption",
  description: "Takes an account into the pool that others have made.",
};
