import type {
  Account,
  ClosedAccount,
  ClosingAccount,
  CreatingAccount,
} from "../../domain/account/account.ts";
import { isParked, lookAgain, postponeParked, recordGone } from "../../domain/account/close.ts";
import { settleCreation } from "../../domain/account/settle.ts";
import { stockAgain } from "../../domain/account/stock.ts";
import {
  callForAttention,
  isBeingTornDown,
  LAST_AUTOMATIC_ATTEMPT,
  retryTeardown,
} from "../../domain/account/teardown.ts";
import { windowFreesAt } from "../../domain/capacity/closures.ts";
import { closureQuota } from "../../domain/capacity/limits.ts";
import type { AccountId, AccountKey } from "../../domain/ids.ts";
import type { Change } from "../../domain/lease/change.ts";
import { DAY, type Instant, plus } from "../../domain/time.ts";
import { decideAndCommit } from "../shared/committing.ts";
import { withCapacity } from "../shared/counting.ts";
import { knownAccount, knownLease } from "../shared/reading.ts";
import type { SweepPorts } from "./ports.ts";

const NOTHING: Change = { events: [] };

/** Takes up an account that nobody works on any more. */
export async function sweepAccount(ports: SweepPorts, key: AccountKey): Promise<void> {
  await decideAndCommit(ports.ledger, async () => {
    const account = await knownAccount(ports.ledger, key);
    const now = ports.clock.now();
    if (!isDue(account, now)) return NOTHING; // the index was late
    if (account.status === "creating")
      return await withCapacity(ports.ledger, account, await settle(ports, account, now), now);
    if (account.status === "closed") return await seeOff(ports, account, now);
    if (account.status === "closing" && isParked(account)) return await waitOn(ports, account, now);
    if (account.status === "attention" && !("setAside" in account))
      return retryTeardown(account, "mayfly", now);
    if (!isBeingTornDown(account)) return NOTHING;
    if (account.attempt < LAST_AUTOMATIC_ATTEMPT) return retryTeardown(account, "mayfly", now);
    const message = `${account.attempt} teardowns were tried; the last had not ended by ${account.dueAt}.`;
    const cause = { error: "TeardownTimedOut", message };
    const attention = callForAttention(account, { cause, at: now });
    return await withCapacity(ports.ledger, account, attention, now);
  });
}

/** Records that a closed account has left the organization, once it has. */
async function seeOff(ports: SweepPorts, account: ClosedAccount, now: Instant): Promise<Change> {
  const { accountId } = account;
  if (accountId === undefined) return NOTHING;
  if (!(await ports.organization.hasLeft(accountId))) return lookAgain(account, now);
  return await withCapacity(ports.ledger, account, recordGone({ ...account, accountId }, now), now);
}

/** The sweep admits whoever can be admitted anyway: this one cannot yet. */
async function waitOn(
  { ledger }: SweepPorts,
  account: ClosingAccount,
  now: Instant,
): Promise<Change> {
  const quota = closureQuota((await ledger.creations()).accounts);
  const frees = windowFreesAt(await ledger.closures(), { quota, position: 1 }, now);
  return postponeParked(account, frees > now ? frees : plus(now, DAY));
}

const isDue = (account: Account, now: Instant): boolean =>
  "dueAt" in account && account.dueAt <= now;

/** Finds out what became of a creation whose lease has failed in the meantime. */
async function settle(ports: SweepPorts, account: CreatingAccount, now: Instant): Promise<Change> {
  const { leaseId } = account;
  if (leaseId === undefined) return stockAgain(account, now);
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
