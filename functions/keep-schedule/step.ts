import { nextDue } from "../../domain/lease/due.ts";
import type { Ledger } from "../../ports/ledger.ts";
import type { Schedules } from "../../ports/schedules.ts";
import { knownLease } from "../shared/reading.ts";
import type { LeaseInput } from "../shared/schemas.ts";

/**
 * Sets a lease's one schedule to its next due moment, or removes it. It looks at the ledger and not at
 * the event, so that events in any order and number leave the right schedule behind.
 */
export const keepSchedule =
  ({ ledger, schedules }: { readonly ledger: Ledger; readonly schedules: Schedules }) =>
  async ({ detail }: { readonly detail: LeaseInput }): Promise<void> => {
    const lease = await knownLease(ledger, detail.leaseId);
    const due = lease.status === "active" ? nextDue(lease) : undefined;
    if (due === undefined) await schedules.remove(lease.id);
    else await schedules.set(lease.id, due.at);
  };
