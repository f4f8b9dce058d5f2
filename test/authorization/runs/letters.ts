import { failNextCreation } from "../../../local/services/organizations/settings.ts";
import { HOUR } from "../../support/cloud.ts";
import type { Stage } from "../support/stage.ts";

/** As often as Lambda tries an event that nobody waits for. */
const TRIES = 3;

/** The function that starts workflows dies: the sweep starts the vending, and creating fails. */
export async function notStarted(stage: Stage): Promise<void> {
  stage.kills.next("mayfly-start-workflow", TRIES);
  stage.kills.next("mayfly-recover-execution", TRIES);
  failNextCreation(stage.world, "INTERNAL_FAILURE");
  const leaseId = await stage.request({ template: "sandbox" }, "administrator");
  await stage.until("LeaseFailed", { leaseId });
}

/** A lease's schedule is never set, and that of another never heard: the sweep warns and ends both. */
export async function notKept(stage: Stage): Promise<void> {
  stage.kills.next("mayfly-keep-schedule", TRIES);
  const unset = await stage.request({ template: "workshop", duration: "PT1H" }, "colleague");
  await stage.until("LeaseActivated", { leaseId: unset });
  stage.kills.next("mayfly-lease-due", TRIES);
  const unheard = await stage.request({ template: "workshop", duration: "PT2H" }, "approver");
  await stage.until("LeaseActivated", { leaseId: unheard });
  const deaf = stage.calls.add({ operation: "ListDelegatedAdministrators", fault: "serverError" });
  await stage.until("AccountNeedsAttention", { leaseId: unset });
  await stage.until("AccountNeedsAttention", { leaseId: unheard });
  deaf();
}

/** Nobody can be called when a lease's moment has come, and nothing is published for hours. */
export async function silence(stage: Stage): Promise<void> {
  const leaseId = await stage.request({ template: "workshop", duration: "PT1H" }, "developer");
  await stage.until("LeaseActivated", { leaseId });
  await stage.pass(HOUR / 2);
  const deaf = stage.calls.add({ service: "lambda", operation: "Invoke", fault: "serverError" });
  await stage.pass(2 * HOUR);
  deaf();
  stage.kills.next("mayfly-publish-events", Number.POSITIVE_INFINITY);
  await stage.pass(8 * HOUR);
}
