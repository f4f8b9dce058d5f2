import { isRefusal, LedgerBusy, type Refusal } from "../../domain/failures.ts";
import type { Change } from "../../domain/lease/change.ts";
import type { Lease } from "../../domain/lease/lease.ts";
import { countOf, recount } from "../../domain/lease/tally.ts";
import type { Ledger } from "../../ports/ledger.ts";

const ATTEMPTS = 4;

/**
 * Reads, decides and writes; when somebody else changed the same records in between, once more from
 * the start. `decide` reads what it needs itself, so that every attempt decides on fresh facts; it
 * throws LedgerBusy when what it has read does not fit together.
 *
 * @throws LedgerBusy when others were faster every time
 */
export async function decideAndCommit<D extends Change | Refusal>(
  ledger: Ledger,
  decide: () => Promise<D>,
): Promise<D> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const decision = await decide();
      if (isRefusal(decision)) return decision;
      await ledger.commit(decision);
      return decision;
    } catch (error) {
      if (!(error instanceof LedgerBusy) || attempt === ATTEMPTS) throw error;
    }
  }
}

/** Adds what counts open leases to a change that opens or closes one, so that all is written together. */
export async function withTally(ledger: Ledger, before: Lease, change: Change): Promise<Change> {
  if (change.lease === undefined) return change;
  const tally = recount(await ledger.tally(before.owner), before, change.lease);
  const count = countOf(before, change.lease);
  return {
    ...change,
    ...(tally === undefined ? {} : { tally }),
    ...(count === undefined ? {} : { count }),
  };
}
