import type { Listed } from "../domain/account/census.ts";
import type { OrganizationFacts } from "../domain/account/rails.ts";
import type { AccountId } from "../domain/ids.ts";

/** Asks AWS Organizations for new accounts. */
export interface AccountCreation extends CreationLookup {
  /**
   * Asks for an account, once: there is no client token, so a repetition could make a second one.
   *
   * @throws AwsBusy when nobody knows whether AWS did anything
   * @throws CreationFailed when AWS refuses
   */
  create(account: NewAccount): Promise<Submission>;
}

/**
 * AWS has taken a request, and the account comes later; or it puts requests off for the moment, in its own
 * words, and surely did nothing.
 */
export type Submission = { readonly requestId: string } | { readonly putOff: string };

/** Finds out what became of creations. */
export interface CreationLookup {
  /** What became of a request. */
  status(requestId: string): Promise<CreationStatus>;
  /** The newest request for an account of this name, among those that AWS still remembers. */
  find(name: string): Promise<CreationStatus | undefined>;
  /** The account with this name and this e-mail, if the listing has it already. */
  findAccount(wanted: { name: string; email: string }): Promise<AccountId | undefined>;
}

export interface NewAccount {
  readonly name: string;
  readonly email: string;
  readonly tags: Readonly<Record<string, string>>;
}

export type CreationStatus =
  | { readonly state: "in-progress"; readonly requestId: string }
  | { readonly state: "succeeded"; readonly requestId: string; readonly accountId: AccountId }
  | { readonly state: "failed"; readonly requestId: string; readonly reason: string };

/** Moves accounts between organizational units. */
export interface Placement {
  /** Puts the account into the unit; nothing happens when it is there already. */
  place(accountId: AccountId, unitId: string): Promise<void>;
}

/** Marks accounts. */
export interface Tagging {
  /** Gives the account these tags; others stay. */
  tag(accountId: AccountId, tags: Readonly<Record<string, string>>): Promise<void>;
}

/** Reads what Organizations says of an account at this moment: the facts that the rails look at. */
export interface AccountFacts {
  factsOf(accountId: AccountId): Promise<OrganizationFacts>;
  isDelegatedAdministrator(accountId: AccountId): Promise<boolean>;
}

/** Lists every account of the organization; one that was made a moment ago may be missing. */
export interface Census {
  accounts(): Promise<readonly Listed[]>;
  tagsOf(accountId: AccountId): Promise<Readonly<Record<string, string>>>;
}

/** Closes accounts. */
export interface Closure {
  /**
   * Asks AWS to close the account; nothing happens when that was asked before.
   *
   * @throws AwsBusy when three closures are in progress, or AWS throttles
   * @throws ClosingQuotaUsedUp when the quota of 30 days is used up
   */
  close(accountId: AccountId): Promise<void>;
  /** ACTIVE, PENDING_CLOSURE, CLOSED …; CLOSED also when the account has left the organization. */
  stateOf(accountId: AccountId): Promise<string>;
  /** Whether the account is no member of the organization any more: its slot is free. */
  hasLeft(accountId: AccountId): Promise<boolean>;
}
