import type { AccountKey, LeaseId } from "../domain/ids.ts";

/** Makes identifiers that nobody has used before. */
export interface Ids {
  leaseId(): LeaseId;
  accountKey(): AccountKey;
}
