import type { AccountStatus, CreatingAccount } from "../../../domain/account/account.ts";
import {
  acceptCreation,
  mayExistAlready,
  neverCreated,
  submitCreation,
  withdrawSubmission,
} from "../../../domain/account/create.ts";
import { ourTags } from "../../../domain/account/rails.ts";
import { type Creations, spendCreation } from "../../../domain/capacity/creations.ts";
import { AwsBusy, CreationFailed, LedgerMismatch, TurnNotCome } from "../../../domain/failures.ts";
import type { AccountKey } from "../../../domain/ids.ts";
import type { Instant } from "../../../domain/time.ts";
import type { Ledger } from "../../../ports/ledger.ts";
import type { AccountCreation } from "../../../ports/organization.ts";
import { decideAndCommit } from "../../shared/committing.ts";
import { withCapacity } from "../../shared/counting.ts";
import { expectClaimed, isLimit, type LimitPorts, limitMet } from "../../shared/limit-met.ts";
import { claimedLease, knownAccount } from "../../shared/reading.ts";
import type { CreationInput } from "../../shared/schemas.ts";

interface Ports extends LimitPorts {
  readonly organization: AccountCreation;
  /** Value of the tag that says whose account it is. */
  readonly managedBy: string;
}

/**
 * Asks AWS for the account that was intended for the lease, or for the pool. CreateAccount has no client token, so the
 * intent is written first and the call is made once; a repetition first looks for what the earlier try
 * may have left behind. The e-mail is the same every time, so even a blind repetition could not make
 * a second account.
 */
export const createAccount =
  (ports: Ports) =>
  async (input: CreationInput): Promise<Record<string, never>> => {
    const account = await knownAccount(ports.ledger, await keyOf(ports.ledger, input));
    if (CREATED.includes(account.status)) return {}; // by an earlier try
    if (account.status !== "creating")
      throw new LedgerMismatch(`Account ${account.key} is ${account.status}, not creating.`);
    if (account.requestId !== undefined) return {}; // asked for by an earlier try
    if (account.submittedAt !== undefined && (await isFoundAgain(ports, account))) return {};
    await ask(ports, await submit(ports, account));
    return {};
  };

const CREATED: readonly AccountStatus[] = ["preparing", "available"];

async function keyOf(ledger: Ledger, input: CreationInput): Promise<AccountKey> {
  if ("accountKey" in input) return input.accountKey;
  expectClaimed(await ledger.lease(input.leaseId));
  return (await claimedLease(ledger, input.leaseId)).accountKey;
}

/** Adopts what an earlier try may have left: its request, or already its account. */
async function isFoundAgain(ports: Ports, account: CreatingAccount): Promise<boolean> {
  const found = await ports.organization.find(account.name);
  if (found !== undefined) {
    await ports.ledger.commit(acceptCreation(account, found.requestId, ports.clock.now()));
    return true;
  }
  // The request is forgotten but the account exists: confirm-creation finds it by name and e-mail.
  return (await ports.organization.findAccount(account)) !== undefined;
}

/** Written before each call: that the account may exist from now on, and that a call is made. */
async function submit(
  { ledger, clock }: Ports,
  account: CreatingAccount,
): Promise<CreatingAccount> {
  const now = clock.now();
  const submission = submitCreation(account, now);
  await decideAndCommit(ledger, async () => ({
    ...submission,
    creations: await spent(ledger, now),
  }));
  return submission.account;
}

async function spent(ledger: Ledger, now: Instant): Promise<Creations> {
  const creations = spendCreation(await ledger.creations(), now);
  if (typeof creations === "string")
    throw new TurnNotCome(`Others were late: the next account may be created at ${creations}.`);
  return creations;
}

async function ask(ports: Ports, account: CreatingAccount): Promise<void> {
  const { name, email, key } = account;
  const tags = ourTags(key, ports.managedBy);
  const submission = await ports.organization
    .create({ name, email, tags })
    .catch((error: unknown) => refused(ports, account, error));
  if ("putOff" in submission) {
    await ports.ledger.commit(withdrawSubmission(account));
    throw new AwsBusy(`AWS puts off creating account ${name}: ${submission.putOff}`);
  }
  await ports.ledger.commit(acceptCreation(account, submission.requestId, ports.clock.now()));
}

/**
 * AWS said no. That settles it when this was the only call; after an earlier one, whose answer was lost, it
 * may mean that this one has made the account (and, say, taken the last place): then we look again.
 */
async function refused(ports: Ports, account: CreatingAccount, error: unknown): Promise<never> {
  if (!(error instanceof CreationFailed)) throw error;
  const { reason } = error.details;
  if (mayExistAlready(account, String(reason)))
    throw new AwsBusy(`${error.message} An earlier call may have made it.`, { reason });
  if (isLimit(String(reason))) return await limitMet(ports, account, error.message);
  await giveUp(ports, account, error.message);
  throw error;
}

const giveUp = ({ ledger, clock }: Ports, account: CreatingAccount, why: string) =>
  decideAndCommit(ledger, () => {
    const now = clock.now();
    return withCapacity(ledger, account, neverCreated(account, { at: now, why }), now);
  });
