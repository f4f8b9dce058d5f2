import type { ListTablesOutput } from "@aws-sdk/client-dynamodb";
import { changeSettings } from "../../../local/services/organizations/settings.ts";
import { asRoot } from "../../support/as-root.ts";
import { HOUR } from "../../support/cloud.ts";
import type { Stage } from "../support/stage.ts";

/** A day's course: vended anew, looked at, extended, warned about, expired, emptied, back in the pool. */
export async function courseDay(stage: Stage): Promise<void> {
  const leaseId = await stage.request({ template: "workshop", duration: "PT4H" });
  const { accountKey } = await stage.until("AccountClaimed", { leaseId });
  await stage.until("LeaseActivated", { leaseId });
  stage.whenAt("Nuke account", 2, () =>
    lookForMissingReport(stage, { accountKey, leaseId, attempt: 1 }),
  );
  const [developer, administrator] = [stage.as("developer"), stage.as("administrator")];
  await developer("GET /v1/lease-templates");
  await developer("GET /v1/leases");
  await developer(`GET /v1/leases/${leaseId}/events`);
  await developer(`POST /v1/leases/${leaseId}/credentials`, {});
  await developer(`POST /v1/leases/${leaseId}/console`, {});
  await developer(`POST /v1/leases/${leaseId}/extend`, { duration: "PT6H" });
  await administrator("GET /v1/leases?status=active");
  await administrator("GET /v1/accounts?status=leased");
  await stage.as("auditor")("GET /v1/reports/leases");
  await stage.until("AccountReturned", { leaseId });
  await stage.as("auditor")(`GET /v1/accounts/${accountKey}/report`);
}

/** A nuke that ended well always leaves a report: what happens without one is asked before it has ended. */
async function lookForMissingReport(stage: Stage, teardown: object): Promise<void> {
  const Payload = Buffer.from(JSON.stringify(teardown));
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

/** An account of the pool is given back early and closed; long after that the sweep looks whether it has left. */
export async function lastLife(stage: Stage): Promise<void> {
  const leaseId = await stage.request({ template: "sandbox" });
  await stage.until("LeaseActivated", { leaseId });
  await stage.as("developer")(`DELETE /v1/leases/${leaseId}`);
  const { accountKey } = await stage.until("AccountClosed", { leaseId });
  await makeDue(stage, `ACCOUNT#${accountKey}`);
  await stage.pass(HOUR / 6);
}

/** Brings the moment forward at which time acts on a record: closed accounts are due after three months. */
async function makeDue(stage: Stage, pk: string): Promise<void> {
  const dynamodb = <O>(operation: string, input: object = {}) =>
    asRoot<O>(stage, { service: "dynamodb", operation, input });
  const { TableNames: [TableName] = [] } = await dynamodb<ListTablesOutput>("ListTables");
  await dynamodb("UpdateItem", {
    ...{ TableName, Key: { pk: { S: pk }, sk: { S: "RECORD" } } },
    UpdateExpression: "SET dueAt = :now, #record.dueAt = :now",
    ExpressionAttributeNames: { "#record": "record" },
    ExpressionAttributeValues: { ":now": { S: new Date(stage.world.clock.now()).toISOString() } },
  });
}

/** More accounts are asked for, and given back, at once than AWS creates and closes at a time, or in a month. */
export async function rush(stage: Stage): Promise<void> {
  const people = ["developer", "developer", "colleague", "approver", "approver"] as const;
  const leaseIds = await Promise.all([
    ...people.map((person) => stage.request({ template: "sandbox" }, person)),
    stage.request({ template: "workshop" }, "colleague"),
  ]);
  for (const leaseId of leaseIds) await stage.until("LeaseActivated", { leaseId });
  changeSettings(stage.world, { closureQuota: 0 });
  for (const [index, person] of people.entries())
    await stage.as(person)(`DELETE /v1/leases/${leaseIds[index]}`);
  await stage.pass(HOUR);
}

/** Approval is refused once and given once, and once nobody decides before the request would be over. */
export async function approvals(stage: Stage): Promise<void> {
  const refused = await stage.request({ template: "experiment" }, "colleague");
  await stage.as("approver")(`POST /v1/leases/${refused}/deny`, { reason: "Not this month." });
  const leaseId = await stage.request({ template: "experiment" }, "colleague");
  await stage.as("approver")(`POST /v1/leases/${leaseId}/approve`, {});
  await stage.until("LeaseActivated", { leaseId });
  const endsAt = new Date(stage.world.clock.now() + HOUR).toISOString();
  const body = { template: "experiment", duration: undefined, endsAt };
  const undecided = await stage.request(body, "approver");
  await stage.until("LeaseLapsed", { leaseId: undecided });
}
