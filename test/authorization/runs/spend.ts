import { charge } from "../../../local/services/cost-explorer/charges.ts";
import type { Stage } from "../support/stage.ts";

/** A budget is used up: the account is frozen, freed by an administrator, given back and pooled again. */
export async function overspent(stage: Stage): Promise<void> {
  const leaseId = await stage.request({ template: "workshop", duration: "P2D" });
  const { accountId = "" } = await stage.until("LeaseActivated", { leaseId });
  charge(stage.world, { accountId, amount: 60 });
  await stage.until("LeaseFrozen", { leaseId });
  await stage.as("administrator")(`POST /v1/leases/${leaseId}/unfreeze`, {});
  await stage.until("LeaseUnfrozen", { leaseId });
  await stage.as("developer")(`DELETE /v1/leases/${leaseId}`);
  await stage.until("AccountReturned", { leaseId });
}
