import { randomIds } from "../../adapters/system.ts";
import type { AvailableAccount } from "../../domain/account/account.ts";
import { noCreations } from "../../domain/capacity/creations.ts";
import { isRefusal } from "../../domain/failures.ts";
import type { AccountId, AccountKey, LeaseId } from "../../domain/ids.ts";
import type { Lease } from "../../domain/lease/lease.ts";
import { requestLease } from "../../domain/lease/request.ts";
import { emptyTally } from "../../domain/lease/tally.ts";
import { type Instant, plus } from "../../domain/time.ts";
import { admitLeases } from "../../functions/shared/admit-leases.ts";
import { claimAccount } from "../../functions/steps/claim-account/step.ts";
import type { Queue } from "../../ports/ledger.ts";
import { ALICE, aTemplate, NOW } from "../support/builders.ts";
import { MemoryLedger } from "../support/memory-ledger.ts";

const leaseId = (index: number) => `l-${String(index).padStart(16, "0")}` as LeaseId;

/** A ledger with accounts in the pool, and leases that ask for one. */
export function aQueue({ pooled = 0, slots = 0 } = {}) {
  // One tick for each read and write: those who act at the same moment come between each other.
  const ledger = new MemoryLedger({ pause: () => Promise.resolve() });
  ledger.put({ creations: { ...noCreations, accounts: pooled } });
  for (let index = 0; index < pooled; index += 1) ledger.put({ account: aPooled(index) });
  let now: Instant = NOW;
  const ports = {
    ...{ ledger, views: ledger, clock: { now: () => now }, ids: randomIds, slots },
    naming: { prefix: "mayfly", emailPattern: "aws+{key}@example.com" },
  };
  const lease = (index: number): Lease => {
    const found = ledger.leases.find(({ id }) => id === leaseId(index));
    if (found === undefined) throw new Error(`There is no lease ${index}.`);
    return found;
  };
  return {
    ledger,
    ports,
    lease,
    /** Lets a lease ask for an account; answers how it goes on. */
    ask: async (index: number) => {
      const wanted = { id: leaseId(index), owner: ALICE, template: aTemplate(), purpose: "work" };
      const change = requestLease(wanted, { tally: emptyTally(ALICE), inAll: 0 }, now);
      if (isRefusal(change)) throw new Error(change.message);
      ledger.put({ lease: change.lease });
      return await claimAccount(ports)({ leaseId: wanted.id });
    },
    admit: () => admitLeases(ports),
    pass: (seconds: number) => {
      now = plus(now, seconds);
    },
  };
}

/** Views of a ledger whose index of accounts is behind. */
export class StaleViews extends MemoryLedger {
  readonly #ledger: MemoryLedger;

  constructor(ledger: MemoryLedger, shown: readonly AvailableAccount[]) {
    super();
    this.#ledger = ledger;
    for (const account of shown) this.put({ account });
  }

  override queued = <Q extends Queue>(queue: Q, limit: number) => this.#ledger.queued(queue, limit);
}

export const aPooled = (index: number): AvailableAccount => {
  const key = `p${String(index).padStart(9, "0")}` as AccountKey;
  return {
    ...{ status: "available", key, version: 1, name: `mayfly-${key}`, email: `${key}@example.com` },
    ...{ recordedAt: NOW, accountId: String(444_444_000_000 + index) as AccountId },
    availableSince: NOW,
  };
};
