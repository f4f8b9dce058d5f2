import { accountsOf } from "../../../local/services/organizations/records.ts";
import { asRoot, MANAGEMENT } from "../../support/as-root.ts";
import { DAY, HOUR } from "../../support/cloud.ts";
import type { Stage } from "../support/stage.ts";

/**
 * Organizations disagrees with the ledger: it has an account with a name like ours, and its listing lacks an
 * account that is leased.
 */
export async function disagreements(stage: Stage): Promise<void> {
  const leaseId = await stage.request({ template: "sandbox" });
  await stage.until("LeaseActivated", { leaseId });
  await asRoot(stage, {
    ...{ account: MANAGEMENT, region: "us-east-1", service: "organizations" },
    ...{ operation: "CreateAccount" },
    input: { AccountName: "mayfly-lookalike0", Email: "somebody@example.com" },
  });
  await stage.pass(HOUR / 2);
  const number = String((await stage.lease(leaseId))["accountId"]);
  await reconcile(stage);
  const accounts = accountsOf(stage.world);
  const account = accounts.get(number);
  if (account === undefined) throw new Error("no account");
  accounts.set(number, { ...account, listedFrom: stage.world.clock.now() + DAY });
  await reconcile(stage);
  accounts.set(number, account);
  await stage.as("developer")(`DELETE /v1/leases/${leaseId}`);
  await stage.until("AccountClosed", { leaseId });
}

const reconcile = (stage: Stage) =>
  asRoot(stage, {
    ...{ service: "lambda", operation: "Invoke" },
    input: { FunctionName: "mayfly-reconcile", Payload: Buffer.from("{}") },
  });

/** An account is closed by somebody else while it is leased: its lease ends. */
export async function closedByOthers(stage: Stage): Promise<void> {
  const leaseId = await stage.request({ template: "sandbox" });
  await stage.until("LeaseActivated", { leaseId });
  const AccountId = String((await stage.lease(leaseId))["accountId"]);
  await stage.pass(HOUR / 2);
  await asRoot(stage, {
    ...{ account: MANAGEMENT, region: "us-east-1", service: "organizations" },
    ...{ operation: "CloseAccount", input: { AccountId } },
  });
  await stage.pass(HOUR / 2);
  await reconcile(stage);
  await stage.until("LeaseEnded", { leaseId });
}

/** The account with a name like ours is taken in, emptied and pooled; then it is leased once, and closed. */
export async function adopted(stage: Stage): Promise<void> {
  const name = "mayfly-lookalike0";
  const account = [...accountsOf(stage.world).values()].find((each) => each.name === name);
  const accountId = account?.id ?? "";
  await stage.as("administrator")("POST /v1/accounts", { accountId, name });
  await stage.until("AccountReturned", { accountId });
  const leaseId = await stage.request({ template: "sandbox" });
  await stage.until("LeaseActivated", { leaseId });
  await stage.as("developer")(`DELETE /v1/leases/${leaseId}`);
  await stage.until("AccountClosed", { accountId });
}
