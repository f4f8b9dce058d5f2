/** What Account Management asks of Organizations. */
export interface AccountDependencies {
  /** The facts of an account of the organization; undefined outside it. */
  readonly memberOf: (account: string) => Member | undefined;
  /** How the organization works with this service; undefined where there is no organization. */
  readonly management: () => Management | undefined;
}

/** An account, as far as it is told here. */
export interface Member {
  readonly name: string;
  readonly email: string;
  readonly state: string;
  /** Milliseconds since the epoch. */
  readonly joinedAt: number;
}

/** How an organization works with Account Management. */
export interface Management {
  readonly orgId: string;
  readonly managementAccountId: string;
  /** Whether the organization trusts this service. */
  readonly isTrusted: boolean;
  /** The delegated administrator. */
  readonly administrator: string | undefined;
}
