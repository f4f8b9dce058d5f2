/**
 * Quotas of AWS Organizations, as its User Guide has them ("Quotas and service limits for AWS
 * Organizations", read in autumn 2026) where nothing else is said.
 */

const DAY_MS = 24 * 60 * 60 * 1000;

/** Accounts in an organization, the management account and closed ones included; can be raised. */
export const DEFAULT_ACCOUNT_LIMIT = 10;

export const MOST_CREATIONS_IN_PROGRESS = 5;

export const MOST_CLOSURES_IN_PROGRESS = 3;

/** Closures are counted over a rolling window, not a calendar month (API Reference, CloseAccount). */
export const CLOSURE_WINDOW_MS = 30 * DAY_MS;

/** The higher of 250 and 20 % of the member accounts may be closed in the window, and never over 1,000. */
export const CLOSURES = { least: 250, share: 0.2, most: 1000 } as const;

/** How long a closed account stays in the organization (Account Management Reference, "Close"). */
export const POST_CLOSURE_MS = 90 * DAY_MS;

/** Age at which a created account may leave the organization (API Reference, LeaveOrganization). */
export const LEAVING_AGE_MS = 4 * DAY_MS;

export const MOST_UNITS = 2000;

/** Levels of organizational units under the root. */
export const DEEPEST_UNIT = 5;

export const MOST_TAGS = 50;

/** Service control policies: attached to one target, at least and at most; in the organization; in size. */
export const POLICIES = {
  leastAttached: 1,
  mostAttached: 10,
  most: 10_000,
  longestContent: 10_240,
  longestName: 128,
  longestDescription: 512,
} as const;

/** Characters of the resource policy that delegates (User Guide, "Delegated administrator"). */
export const LONGEST_RESOURCE_POLICY = 40_000;

/** Items that a listing answers at most, and when nothing is asked for (API Reference, MaxResults). */
export const LARGEST_PAGE = 20;
