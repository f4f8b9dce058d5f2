import { failNextCreation } from "../../../local/services/organizations/settings.ts";
import { HOUR } from "../../support/cloud.ts";
import type { Stage } from "../support/stage.ts";

/** Longer than Lambda tries an event that nobody waits for. */
const GIVEN_UP_AFTER = HOUR / 6;

/**
 * What starts workflows dies, and so does what picks up failed ones: the sweep starts the vending, and
 * the failure is dealt with by the execution itself.
 */
export async function notStarted(stage: Stage): Promise<void> {
  const [revive, recover] = [
    stage.kills.strike("mayfly-start-workflow"),
    stage.kills.strike("mayfly-recover-execution"),
  ];
  failNextCreation(stage.world, "INTERNAL_FAILURE");
  const leaseId = await stage.request({ template: "sandbox" }, "administrator");
  await stage.until("AccountClaimed", { leaseId });
  revive();
  await stage.until("LeaseFailed", { leaseId });
  await stage.pass(GIVEN_UP_AFTER);
  recover();
}

/**
 * A lease's schedule is never set, and that of another never heard: the sweep ends the one and warns the
 * other. What guards spending does not hear of the end.
 */
export async function notKept(stage: Stage): Promise<void> {
  const remember = stage.kills.strike("mayfly-keep-schedule");
  const unset = await stage.request({ template: "workshop", duration: "PT1H" }, "colleague");
  await stage.until("LeaseActivated", { leaseId: unset });
  await stage.pass(GIVEN_UP_AFTER);
  remember();
  const unheard = await stage.request({ template: "workshop", duration: "PT3H" }, "approver");
  await stage.until("LeaseActivated", { leaseId: unheard });
  const listen = stage.kills.strike("mayfly-lease-due");
  const guard = stage.kills.strike("mayfly-guard-spend");
  const mend = stage.calls.add({ operation: "ListDelegatedAdministrators", fault: "serverError" });
  await stage.until("AccountNeedsAttention", { leaseId: unset });
  await stage.until("LeaseExpiring", { leaseId: unheard });
  await stage.pass(GIVEN_UP_AFTER);
  listen();
  guard();
  mend();
}

/**
 * For hours no function can be called: not when a lease begins, is extended or ends, nor when an
 * execution fails for that very reason. Then functions are there again, and nothing is published.
 */
export async function silence(stage: Stage): Promise<void> {
  const leaseId = await stage.request({ template: "workshop", duration: "PT1H" });
  await stage.until("LeaseActivated", { leaseId });
  const givenBack = await stage.request({ template: "sandbox" }, "colleague");
  await stage.until("LeaseActivated", { leaseId: givenBack });
  const cutShort = await stage.request({ template: "sandbox" }, "administrator");
  await stage.until("AccountCreationAccepted", { leaseId: cutShort });
  await stage.request({ template: "sandbox" }, "administrator");
  await stage.as("developer")(`POST /v1/leases/${leaseId}/extend`, { duration: "PT1H" });
  await stage.as("colleague")(`DELETE /v1/leases/${givenBack}`);
  const mend = stage.calls.add({ service: "lambda", operation: "Invoke", fault: "serverError" });
  await stage.pass(5 * HOUR);
  mend();
  stage.kills.strike("mayfly-publish-events");
  await stage.pass(2 * HOUR);
}
