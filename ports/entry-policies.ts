import type { EntryPolicy } from "../domain/access/entry.ts";

/** Policies of users of the account that Mayfly runs in. */
export interface EntryPolicies {
  /**
   * Gives the user exactly these policies of ours; earlier ones are changed or removed. A user who is gone
   * needs none.
   *
   * @throws EntryNotGranted when the user is gone and needs one, or IAM's quotas allow no more
   */
  set(userName: string, policies: readonly EntryPolicy[]): Promise<void>;
}
