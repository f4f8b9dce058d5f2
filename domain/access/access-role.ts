import type { AccountId } from "../ids.ts";

/**
 * What Mayfly says of the account that it means when it enters an access role. A role that somebody made by
 * our template asks for it; one that Organizations made does not, and lets in with it all the same.
 */
export const accessExternalId = (accountId: AccountId): string => `mayfly-${accountId}`;
