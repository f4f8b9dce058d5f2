import type { Account, CreatingAccount } from "../../domain/account/account.ts";
import { settleCreation } from "../../domain/account/settle.ts";
import {
  callForAttention,
  isBeingTornDown,
  LAST_AUTOMATIC_ATTEMPT,
  retryTeardown,
} from "../../domain/account/teardown.ts";
import type { AccountId, AccountKey } from "../../domain/ids.ts";
import type { Change } from "../../domain/lease/change.ts";
import type { Instant } from "../../domain/time.ts";
import { decideAndCommit } from "../shared/committing.ts";
import { knownAccount, knownLease } from "../shared/reading.ts";
import type { SweepPorts } from "./ports.ts";

const NOTHING: Change = { events: [] };

/** Takes up an account that nobody works on any more. */
export async function sweepAccount(ports: SweepPorts, key: AccountKey): Promise<void> {
  await decideAndCommit(ports.ledger, async () => {
    const account = await knownAccount(ports.ledger, key);
    const now = ports.clock.now();
    if (!isDue(account, now)) return NOTHING; // the index was late
    if (account.status === "creating") return await settle(ports, account, now);
    if (account.status === "attention") return retryTeardown(account, "mayfly", now);
    if (!isBeingTornDown(account)) return NOTHING;
    if (account.attempt < LAST_AUTOMATIC_ATTEMPT || "parked" in account)
      return retryTeardown(account, "mayfly", now);
    const message = `${account.attempt} teardowns were tried; the last had not ended by ${account.dueAt}.`;
    return callForAttention(account, { cause: { error: "TeardownTimedOut", message }, at: now });
  });
}

const isDue = (account: Account, now: Instant): boolean =>
  "dueAt" in account && account.dueAt <= now;

/** Finds out what became of a creation whose lease has failed in the meantime. */
async function settle(ports: SweepPorts, account: CreatingAccount, now: Instant): Promise<Change> {
  const { leaseId } = account;
  if (leaseId === undefined) return NOTHING;
  const { template } = await knownLease(ports.ledger, leaseId);
  const found = { accountId: await numberOf(ports, account), disposition: template.disposition };
  return settleCreation({ ...account, leaseId }, found, now);
}

async function numberOf(
  { organization }: SweepPorts,
  account: CreatingAccount,
): Promise<AccountId | undefined> {
  const status =
    account.requestId === undefined
      ? await organization.find(account.name)
      : await organization.status(account.requestId);
  return status?.state === "succeeded" ? status.accountId : await organization.findAccount(account);
}
