import type { AccountKey, LeaseId } from "../domain/ids.ts";

/** Makes identifiers that nobody has used before. */
export interface Ids {
  leaseId(): LeaseId;
  accountKey(): AccountKey;
  /** A one-time code that nobody can guess. */
  code(): string;
}
