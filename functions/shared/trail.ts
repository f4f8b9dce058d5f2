import { type Grant, granted, revoked } from "../../domain/access/trail.ts";
import type { LeaseId } from "../../domain/ids.ts";
import type { Change } from "../../domain/lease/change.ts";
import type { Lease } from "../../domain/lease/lease.ts";
import type { Instant } from "../../domain/time.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Ledger } from "../../ports/ledger.ts";
import { decideAndCommit } from "./committing.ts";
import { knownLease } from "./reading.ts";

/** What writing the trail of a lease needs. */
export interface TrailPorts {
  readonly ledger: Ledger;
  readonly clock: Clock;
}

/** Puts a way that is about to be opened into the lease's history; the second time nothing. */
export const noteGranted = (ports: TrailPorts, leaseId: LeaseId, grant: Grant) =>
  note(ports, leaseId, (lease, now) => granted(lease, grant, now));

/** Puts a way that was shut into the lease's history; the second time nothing. */
export const noteRevoked = (ports: TrailPorts, leaseId: LeaseId, grant: Grant) =>
  note(ports, leaseId, (lease, now) => revoked(lease, grant, now));

const note = async (
  { ledger, clock }: TrailPorts,
  leaseId: LeaseId,
  decide: (lease: Lease, now: Instant) => Change,
): Promise<void> => {
  await decideAndCommit(ledger, async () => decide(await knownLease(ledger, leaseId), clock.now()));
};
