import { accountsOf, creationsOf } from "../../../local/services/organizations/records.ts";
import { DAY } from "../../support/cloud.ts";
import type { Stage } from "../support/stage.ts";

const CREATE = { service: "organizations", operation: "CreateAccount" };

/**
 * CreateAccount's answer is lost and nobody tells what became of it: the lease fails. The sweep finds the
 * account afterwards, and has it torn down from where Organizations put it. That is stopped halfway,
 * begun again by a person, and stopped for good.
 */
export async function doubt(stage: Stage): Promise<void> {
  stage.calls.add({ ...CREATE, nth: 1, fault: "lostAnswer" });
  const mend = stage.calls.add({ operation: "DescribeCreateAccountStatus", fault: "serverError" });
  const leaseId = await stage.request({ template: "sandbox" });
  await stage.until("LeaseFailed", { leaseId });
  mend();
  stage.whenAt("Nuke account", 20, () => stop(stage));
  const { accountKey } = await stage.until("AccountNeedsAttention", { leaseId });
  await stage.as("administrator")(`POST /v1/accounts/${accountKey}/retry`);
  const deaf = stage.calls.add({ operation: "ListDelegatedAdministrators", fault: "serverError" });
  await stage.until("AccountRetried", { leaseId });
  await stage.pass(3_600_000);
  deaf();
}

/** Somebody stops the execution that waits for the nuke. */
async function stop(stage: Stage): Promise<void> {
  const machine = "arn:aws:states:eu-west-1:222222222222:stateMachine:mayfly-teardown";
  const { executions = [] } = (await stage.operate("states", "ListExecutions", {
    ...{ stateMachineArn: machine, statusFilter: "RUNNING" },
  })) as { executions?: { executionArn: string }[] };
  for (const { executionArn } of executions)
    await stage.operate("states", "StopExecution", { executionArn });
}

/** CreateAccount's answer is lost, and its request is forgotten before anybody asks for it. */
export async function forgotten(stage: Stage): Promise<void> {
  stage.calls.add({ ...CREATE, nth: 1, fault: "lostAnswer" });
  const mend = stage.calls.add({ operation: "ListCreateAccountStatus", fault: "serverError" });
  const leaseId = await stage.request({ template: "sandbox" }, "colleague");
  const { accountKey } = await stage.until("AccountCreationSubmitted", { leaseId });
  const { clock } = stage.world;
  const name = `mayfly-${accountKey}`;
  const isThere = () =>
    [...accountsOf(stage.world).values()].some(
      (account) => account.name === name && account.listedFrom <= clock.now(),
    );
  await clock.run({ until: clock.now() + DAY, done: isThere });
  const creations = creationsOf(stage.world);
  for (const { id, accountName } of [...creations.values()])
    if (accountName === name) creations.delete(id);
  mend();
  await stage.until("LeaseActivated", { leaseId });
}

/** CreateAccount never takes effect: a day later the account is taken as never created. */
export async function neverCreated(stage: Stage): Promise<void> {
  const mend = stage.calls.add({ ...CREATE, fault: "serverError" });
  const leaseId = await stage.request({ template: "sandbox" }, "approver");
  await stage.until("LeaseFailed", { leaseId });
  mend();
  await stage.until("AccountNeverCreated", { leaseId });
}
