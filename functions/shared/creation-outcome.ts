import type { CreatingAccount } from "../../domain/account/account.ts";
import { mayExistAlready, neverCreated } from "../../domain/account/create.ts";
import { AccountStillCreating, CreationFailed } from "../../domain/failures.ts";
import type { AccountId } from "../../domain/ids.ts";
import type { Change } from "../../domain/lease/change.ts";
import type { Instant } from "../../domain/time.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Ledger } from "../../ports/ledger.ts";
import type { CreationLookup, CreationStatus } from "../../ports/organization.ts";
import { decideAndCommit } from "./committing.ts";
import { withCapacity } from "./counting.ts";
import { isLimit, limitMet } from "./limit-met.ts";

interface Ports {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly organization: CreationLookup;
  readonly slots: number;
}

/** Writes what became of the creation, and that its place is free. */
export const settle = (
  { ledger, clock }: Pick<Ports, "ledger" | "clock">,
  account: CreatingAccount,
  outcome: (now: Instant) => Change,
) =>
  decideAndCommit(ledger, () => {
    const now = clock.now();
    return withCapacity(ledger, account, outcome(now), now);
  });

/**
 * The number of an account that was asked for.
 *
 * @throws AccountStillCreating while AWS has not said yet
 * @throws AccountLimitReached when the organization has no room for it, which is recorded
 * @throws CreationFailed when there will be none, which is recorded
 */
export async function numberOf(ports: Ports, account: CreatingAccount): Promise<AccountId> {
  const status = await statusOf(ports, account);
  if (status?.state === "succeeded") return status.accountId;
  if (status?.state === "failed") return await numberAfterFailure(ports, account, status.reason);
  const found = status === undefined ? await ports.organization.findAccount(account) : undefined;
  if (found !== undefined) return found;
  throw new AccountStillCreating(
    `AWS is still creating account ${account.name} (request ${account.requestId ?? "unknown"}, asked for at ${account.submittedAt ?? "an unknown time"}).`,
    { requestId: account.requestId },
  );
}

const statusOf = (
  { organization }: Ports,
  account: CreatingAccount,
): Promise<CreationStatus | undefined> =>
  account.requestId === undefined
    ? organization.find(account.name)
    : organization.status(account.requestId);

async function numberAfterFailure(
  ports: Ports,
  account: CreatingAccount,
  reason: string,
): Promise<AccountId> {
  // Another request of ours may have made it, one whose answer was lost.
  const found = await ports.organization.findAccount(account);
  if (found !== undefined) return found;
  if (mayExistAlready(account, reason))
    throw new AccountStillCreating(
      `AWS says ${reason} of account ${account.name}: another request for it is under way or has made it, and no listing shows it yet.`,
      { reason },
    );
  const why = `AWS could not create account ${account.name}: ${reason}.`;
  if (isLimit(reason)) return await limitMet(ports, account, why);
  await settle(ports, account, (at) => neverCreated(account, { at, why }));
  throw new CreationFailed(why, { reason });
}
