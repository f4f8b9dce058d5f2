import { enableRootSessions, lockBucket } from "../../support/locked.ts";
import type { Stage } from "../support/stage.ts";

/** A bucket that denies everybody is left in an account: it is unlocked as the root user. */
export async function lockedBucket(stage: Stage): Promise<void> {
  await enableRootSessions(stage);
  const leaseId = await stage.request({ template: "sandbox" }, "colleague");
  await stage.until("LeaseActivated", { leaseId });
  await lockBucket(stage, String((await stage.lease(leaseId))["accountId"]));
  await stage.as("colleague")(`DELETE /v1/leases/${leaseId}`);
  // The engine of this stage deletes nothing, so that the bucket, unlocked, is left.
  await stage.until("AccountNeedsAttention", { leaseId });
}
