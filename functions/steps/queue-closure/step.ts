import type { ClosingAccount } from "../../../domain/account/account.ts";
import { admitClosure, isParked, parkClosure } from "../../../domain/account/close.ts";
import { type CleanAccount, isClean } from "../../../domain/account/teardown.ts";
import {
  type Closures,
  closureTurn,
  giveClosureTurn,
  windowFreesAt,
} from "../../../domain/capacity/closures.ts";
import { closureQuota } from "../../../domain/capacity/limits.ts";
import { LedgerMismatch } from "../../../domain/failures.ts";
import type { Change } from "../../../domain/lease/change.ts";
import { DAY, type Instant, plus } from "../../../domain/time.ts";
import { type AdmitPorts, admitClosures } from "../../shared/admit-closures.ts";
import { decideAndCommit } from "../../shared/committing.ts";
import { teardownAccount } from "../../shared/reading.ts";
import type { TeardownInput } from "../../shared/schemas.ts";

/** Longest queue that is counted to tell an account its moment. */
const LONGEST_QUEUE = 1_000;

/** Gives the account its turn to be closed, or puts it at the end of the queue, from which others wake it. */
export const queueClosure =
  (ports: AdmitPorts) =>
  async (input: TeardownInput): Promise<{ hasTurn: boolean; at?: Instant }> => {
    const queue = await ports.views.queued("closure", LONGEST_QUEUE);
    await decideAndCommit(ports.ledger, async () => {
      const account = await closable(ports, input);
      const isDecided = account.status === "closing" && (isParked(account) || hasTurn(account));
      return isDecided ? { events: [] } : await decide(ports, account, queue.length + 1);
    });
    const account = await closable(ports, input);
    if (account.status === "closing" && account.turnAt !== undefined)
      return { hasTurn: true, at: account.turnAt };
    await admitClosures(ports);
    return { hasTurn: false };
  };

const hasTurn = (account: ClosingAccount): boolean => account.turnAt !== undefined;

async function closable(
  { ledger }: AdmitPorts,
  input: TeardownInput,
): Promise<CleanAccount | ClosingAccount> {
  const account = await teardownAccount(ledger, input);
  if (account.status === "closing" || isClean(account)) return account;
  throw new LedgerMismatch(`Account ${account.key} was not found clean.`);
}

async function decide(
  { ledger, clock }: AdmitPorts,
  account: CleanAccount | ClosingAccount,
  position: number,
): Promise<Change> {
  const now = clock.now();
  const closures = await ledger.closures();
  const quota = closureQuota((await ledger.creations()).accounts);
  const turn = position === 1 ? closureTurn(closures, quota, now) : undefined;
  if (turn === undefined)
    return parkClosure(account, parking(closures, { quota, position }, now), now);
  return {
    ...admitClosure(account, turn, now),
    closures: giveClosureTurn(closures, turn, now),
  };
}

function parking(
  closures: Closures,
  place: { readonly quota: number; readonly position: number },
  now: Instant,
): { until: Instant; why: string } {
  const frees = windowFreesAt(closures, place, now);
  if (frees > now)
    return { until: frees, why: `${place.quota} closures in 30 days are the quota of AWS.` };
  const why = `AWS closes a few accounts at a time; this one is number ${place.position} of those that wait.`;
  // Whoever frees a place wakes the first of the queue: this is only when to look whether that got lost.
  return { until: plus(now, DAY), why };
}
