/** Marks a string so that one kind of identifier cannot be passed for another. */
type Branded<Name extends string> = string & { readonly __brand: Name };

/** Names one lease: `l-` and 16 lowercase letters and digits. Fits execution and schedule names. */
export type LeaseId = Branded<"LeaseId">;

/**
 * Names one account of ours before AWS has given it a number: 10 lowercase letters and digits. The
 * account's name and e-mail derive from it, so that a lost answer can be matched to its intent.
 */
export type AccountKey = Branded<"AccountKey">;

/** AWS's own number of an account: 12 digits. */
export type AccountId = Branded<"AccountId">;

/** The ARN of the person or pipeline who acts; a role's session counts as that role and session name. */
export type Principal = Branded<"Principal">;

const FORMATS = {
  leaseId: /^l-[a-z0-9]{16}$/,
  accountKey: /^[a-z0-9]{10}$/,
  accountId: /^\d{12}$/,
} as const;

export const isLeaseId = (text: string): text is LeaseId => FORMATS.leaseId.test(text);
export const isAccountKey = (text: string): text is AccountKey => FORMATS.accountKey.test(text);
export const isAccountId = (text: string): text is AccountId => FORMATS.accountId.test(text);
