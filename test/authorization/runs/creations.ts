import type { ListExecutionsOutput } from "@aws-sdk/client-sfn";
import type { DomainEvent } from "../../../domain/events.ts";
import { accountsOf, creationsOf } from "../../../local/services/organizations/records.ts";
import {
  changeSettings,
  failNextCreation,
  settingsOf,
} from "../../../local/services/organizations/settings.ts";
import { asRoot, VENDING } from "../../support/as-root.ts";
import { DAY, HOUR } from "../../support/cloud.ts";
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
  stage.whenAt("Nuke account", 20, () => stop(stage, "teardown"));
  const { accountKey } = await stage.until("AccountNeedsAttention", { leaseId });
  await stage.as("administrator")(`POST /v1/accounts/${accountKey}/retry`);
  const deaf = stage.calls.add({ operation: "ListDelegatedAdministrators", fault: "serverError" });
  await stage.until("AccountRetried", { leaseId });
  await stage.pass(HOUR);
  deaf();
}

/** An execution that vends is stopped: what picks it up fails the lease and has its account torn down. */
export async function stopped(stage: Stage): Promise<void> {
  stage.whenAt("Await access role", 5, () => stop(stage, "vend"));
  const leaseId = await stage.request({ template: "sandbox" }, "administrator");
  await stage.until("LeaseFailed", { leaseId });
  await stage.until("AccountClosed", { leaseId });
}

/** Somebody stops the executions of a story. */
async function stop(stage: Stage, machine: "vend" | "teardown"): Promise<void> {
  const stateMachineArn = `arn:aws:states:eu-west-1:${VENDING}:stateMachine:mayfly-${machine}`;
  const states = <O>(operation: string, input: object) =>
    asRoot<O>(stage, { service: "states", operation, input });
  const { executions = [] } = await states<ListExecutionsOutput>("ListExecutions", {
    ...{ stateMachineArn, statusFilter: "RUNNING" },
  });
  for (const { executionArn } of executions) await states("StopExecution", { executionArn });
}

/** CreateAccount's answer is lost, and its request is forgotten before anybody asks for it. */
export async function forgotten(stage: Stage): Promise<void> {
  let leaseId = "";
  const mend = await loseRequest(stage, async () => {
    leaseId = await stage.request({ template: "sandbox" }, "colleague");
    return await stage.until("AccountCreationSubmitted", { leaseId });
  });
  mend();
  await stage.until("LeaseActivated", { leaseId });
}

/**
 * Loses the answer of the next CreateAccount, lets nobody find the request, and forgets it when the
 * account is there. Answers how to let requests be listed again.
 */
export async function loseRequest(
  stage: Stage,
  submitted: () => Promise<DomainEvent>,
): Promise<() => void> {
  stage.calls.add({ ...CREATE, nth: 1, fault: "lostAnswer" });
  const mend = stage.calls.add({ operation: "ListCreateAccountStatus", fault: "serverError" });
  const { accountKey } = await submitted();
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
  return mend;
}

/** AWS has no room for an account, which it says at once; the owner has asked for the end meanwhile. */
export async function refusedAndTakenBack(stage: Stage): Promise<void> {
  const { accountLimit } = settingsOf(stage.world);
  changeSettings(stage.world, { accountLimit: 0 });
  stage.calls.add({ ...CREATE, nth: 1, fault: { slow: 4_000 } });
  let leaseId = "";
  stage.whenAt("Create account", 1, async () => {
    await stage.as("developer")(`DELETE /v1/leases/${leaseId}`);
  });
  leaseId = await stage.request({ template: "sandbox" });
  await stage.until("LeaseCancelled", { leaseId });
  changeSettings(stage.world, { accountLimit });
  await stage.pass(LIMIT_BELIEVED);
}

/** So long AWS's word is taken for it that there is no room. */
const LIMIT_BELIEVED = DAY + HOUR;

/** AWS says so when the account was to be there. */
export async function failedAndTakenBack(stage: Stage): Promise<void> {
  failNextCreation(stage.world, "ACCOUNT_LIMIT_EXCEEDED");
  const leaseId = await stage.request({ template: "sandbox" });
  await stage.until("AccountCreationAccepted", { leaseId });
  await stage.as("developer")(`DELETE /v1/leases/${leaseId}`);
  await stage.until("LeaseCancelled", { leaseId });
  await stage.pass(LIMIT_BELIEVED);
}

/** CreateAccount never takes effect: the sweep looks for the account. */
export async function neverCreated(stage: Stage): Promise<void> {
  const mend = stage.calls.add({ ...CREATE, fault: "serverError" });
  const leaseId = await stage.request({ template: "sandbox" }, "approver");
  await stage.until("LeaseFailed", { leaseId });
  mend();
  await stage.pass(HOUR / 2);
}
