import { type Assignment, assignmentOf } from "../../../domain/access/assignee.ts";
import { centerGrant } from "../../../domain/access/trail.ts";
import type { AssignmentProgress, IdentityCenter } from "../../../ports/identity-center.ts";
import { type Asked, type AssignmentStep, followed } from "../../shared/assignments.ts";
import { knownLease, teardownAccount } from "../../shared/reading.ts";
import type { TeardownInput } from "../../shared/schemas.ts";
import { noteRevoked, type TrailPorts } from "../../shared/trail.ts";

interface Ports extends TrailPorts {
  readonly identityCenter: IdentityCenter;
}

/**
 * Takes the assignment of IAM Identity Center away. It is asked for even if none is listed: one that is
 * still being made would otherwise come back later.
 */
export const unassignOwner =
  ({ identityCenter, ...trail }: Ports) =>
  async (input: TeardownInput & Asked): Promise<AssignmentStep> => {
    const { ledger } = trail;
    const account = await teardownAccount(ledger, input);
    const lease = await knownLease(ledger, account.leaseId);
    const wanted = assignmentOf(lease, account.accountId);
    if (wanted === undefined) return { next: "go-on" };
    const requestId = input.assigned?.requestId;
    const progress =
      requestId === undefined
        ? await identityCenter.unassign(wanted)
        : await identityCenter.unassigning(wanted, requestId);
    const followup = followed(await unlessGone(identityCenter, wanted, progress), requestId);
    if (followup.next === "go-on") await noteRevoked(trail, lease.id, centerGrant(wanted));
    return followup;
  };

/** Removing what is not there fails, and is as good as done. */
async function unlessGone(
  identityCenter: IdentityCenter,
  wanted: Assignment,
  progress: AssignmentProgress,
): Promise<AssignmentProgress> {
  if (progress.status !== "failed" || (await identityCenter.isAssigned(wanted))) return progress;
  return { status: "done" };
}
