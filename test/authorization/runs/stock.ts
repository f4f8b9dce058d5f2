import { HOUR } from "../../support/cloud.ts";
import type { Stage } from "../support/stage.ts";
import { loseRequest } from "./creations.ts";

/** The sweep has an account created for the pool; AWS's answer is lost, and then its request forgotten. */
export async function restocked(stage: Stage): Promise<void> {
  const mend = await loseRequest(stage, () => stage.until("AccountCreationSubmitted"));
  mend();
  await stage.until("AccountStocked");
}

/** Every account is taken: the next lease waits for one that comes back. */
export async function scarce(stage: Stage): Promise<void> {
  const first = await stage.request({ template: "workshop" });
  await stage.until("LeaseActivated", { leaseId: first });
  for (const person of ["colleague", "approver"] as const) {
    await stage.pass(HOUR / 2);
    const leaseId = await stage.request({ template: "workshop" }, person);
    await stage.until("LeaseActivated", { leaseId });
  }
  const waiting = await stage.request({ template: "workshop" }, "administrator");
  await stage.until("LeaseQueued", { leaseId: waiting });
  await stage.as("administrator")("GET /v1/capacity");
  await stage.as("developer")(`DELETE /v1/leases/${first}`);
  await stage.until("LeaseActivated", { leaseId: waiting });
}
