import type { LeaseId } from "../../domain/ids.ts";
import { nextDue } from "../../domain/lease/due.ts";
import { attemptOf, isQueued } from "../../domain/lease/lease.ts";
import { actOnDueLease, actOnDueRequest } from "../shared/due-lease.ts";
import { knownLease } from "../shared/reading.ts";
import { failLease } from "../steps/fail-lease/step.ts";
import type { SweepPorts } from "./ports.ts";

/** Does to a lease what its schedule or its execution should have done by now. */
export async function sweepLease(ports: SweepPorts, leaseId: LeaseId): Promise<void> {
  const lease = await knownLease(ports.ledger, leaseId);
  const due = nextDue(lease);
  if (due === undefined || due.at > ports.clock.now()) return; // the index was late
  switch (due.action) {
    case "remind":
    case "lapse":
      return await actOnDueRequest(ports, leaseId);
    case "warn":
    case "freeze":
    case "expire":
      return await actOnDueLease(ports, leaseId);
    case "start-again":
      return await ports.workflows.vend({ leaseId, attempt: attemptOf(lease) });
    case "give-up": {
      const Cause = isQueued(lease)
        ? `No account was to be had from ${lease.queuedAt} to ${due.at}.`
        : `The account was not ready by ${due.at}, and no execution is preparing it any more.`;
      await failLease(ports)({ leaseId, failure: { Error: "VendingTimedOut", Cause } });
    }
  }
}
