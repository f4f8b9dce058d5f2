import type { GetScheduleOutput } from "@aws-sdk/client-scheduler";
import { changeSettings } from "../../../local/services/organizations/settings.ts";
import { DAY, HOUR } from "../../support/cloud.ts";
import { asRoot } from "../../support/as-root.ts";
import type { Stage } from "../support/stage.ts";

/** A day's course: vended anew, looked at, extended, warned about, expired, emptied, back in the pool. */
export async function courseDay(stage: Stage): Promise<void> {
  const leaseId = await stage.request({ template: "workshop", duration: "PT4H" });
  await stage.until("LeaseActivated", { leaseId });
  const [developer, administrator] = [stage.as("developer"), stage.as("administrator")];
  await developer("GET /v1/lease-templates");
  await developer("GET /v1/leases");
  await developer(`GET /v1/leases/${leaseId}/events`);
  await developer(`POST /v1/leases/${leaseId}/extend`, { duration: "PT6H" });
  await administrator("GET /v1/leases?status=active");
  await administrator("GET /v1/accounts?status=leased");
  const { accountKey } = await stage.until("AccountReturned", { leaseId });
  await lookForMissingReport(stage, { leaseId, accountKey });
}

/** A nuke that ended well always leaves a report: what happens without one is asked for by hand. */
async function lookForMissingReport(stage: Stage, teardown: object): Promise<void> {
  const Payload = Buffer.from(JSON.stringify({ ...teardown, attempt: 99 }));
  const input = { FunctionName: "mayfly-verify-clean", Payload };
  await asRoot(stage, { service: "lambda", operation: "Invoke", input });
}

/** An account of the pool fails before it is handed over: it is shut off, emptied, and pooled again. */
export async function poolFailure(stage: Stage): Promise<void> {
  const mend = stage.calls.add({ operation: "ListAccountAliases", fault: "serverError" });
  const leaseId = await stage.request({ template: "workshop" });
  await stage.until("LeaseFailed", { leaseId });
  mend();
  await stage.until("AccountReturned", { leaseId });
}

/** An account of the pool is given back early; AWS's quota lets it be closed later only. */
export async function lastLife(stage: Stage): Promise<void> {
  const leaseId = await stage.request({ template: "sandbox" });
  await stage.until("LeaseActivated", { leaseId });
  changeSettings(stage.world, { closureQuota: 0 });
  await stage.as("developer")(`DELETE /v1/leases/${leaseId}`);
  const { accountKey } = await stage.until("AccountClosureParked", { leaseId });
  changeSettings(stage.world, { closureQuota: 10 });
  await stage.as("administrator")(`POST /v1/accounts/${accountKey}/retry`);
  await stage.until("AccountClosed", { leaseId });
}

/** Months after an account was closed it leaves the organization for good; the sweep looks for it. */
export async function leaving(stage: Stage): Promise<void> {
  const [closed] = stage.events.filter(({ type }) => type === "AccountClosed");
  const input = { GroupName: "default", Name: "mayfly-sweep" };
  const scheduler = <O extends object>(operation: string, more: object = {}) =>
    asRoot<O>(stage, { service: "scheduler", operation, input: { ...input, ...more } });
  const { Target, ScheduleExpression, FlexibleTimeWindow } =
    await scheduler<GetScheduleOutput>("GetSchedule");
  const kept = { Target, ScheduleExpression, FlexibleTimeWindow };
  // A sweep every five minutes for three months would be most of the work.
  await scheduler("UpdateSchedule", { ...kept, State: "DISABLED" });
  await stage.pass(100 * DAY);
  await scheduler("UpdateSchedule", { ...kept, State: "ENABLED" });
  await stage.pass(HOUR);
  await stage.until("AccountGone", { accountKey: closed?.accountKey });
}

/** Approval is refused once and given once. */
export async function approvals(stage: Stage): Promise<void> {
  const refused = await stage.request({ template: "experiment" }, "colleague");
  await stage.as("approver")(`POST /v1/leases/${refused}/deny`, { reason: "Not this month." });
  const leaseId = await stage.request({ template: "experiment" }, "colleague");
  await stage.as("approver")(`POST /v1/leases/${leaseId}/approve`, {});
  await stage.until("LeaseActivated", { leaseId });
}
