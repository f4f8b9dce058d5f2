import { assignmentOf } from "../../../domain/access/assignee.ts";
import { centerGrant } from "../../../domain/access/trail.ts";
import type { LeaseId } from "../../../domain/ids.ts";
import type { IdentityCenter } from "../../../ports/identity-center.ts";
import { type Asked, type AssignmentStep, followed } from "../../shared/assignments.ts";
import { preparedFor } from "../../shared/reading.ts";
import { noteGranted, type TrailPorts } from "../../shared/trail.ts";

interface Ports extends TrailPorts {
  readonly identityCenter: IdentityCenter;
}

/** Lets IAM Identity Center open the account, where the template says so: asks, and then looks how far it is. */
export const assignOwner =
  ({ identityCenter, ...trail }: Ports) =>
  async (input: { readonly leaseId: LeaseId } & Asked): Promise<AssignmentStep> => {
    const { lease, account } = await preparedFor(trail.ledger, input.leaseId);
    const wanted = assignmentOf(lease, account.accountId);
    if (wanted === undefined) return { next: "go-on" };
    await noteGranted(trail, lease.id, centerGrant(wanted));
    const requestId = input.assigned?.requestId;
    return requestId === undefined
      ? followed(await identityCenter.assign(wanted))
      : followed(await identityCenter.assigning(wanted, requestId), requestId);
  };
