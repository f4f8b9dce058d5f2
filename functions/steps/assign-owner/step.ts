import { assignmentOf } from "../../../domain/access/assignee.ts";
import type { LeaseId } from "../../../domain/ids.ts";
import type { IdentityCenter } from "../../../ports/identity-center.ts";
import type { Ledger } from "../../../ports/ledger.ts";
import { type Asked, type AssignmentStep, followed } from "../../shared/assignments.ts";
import { preparedFor } from "../../shared/reading.ts";

interface Ports {
  readonly ledger: Ledger;
  readonly identityCenter: IdentityCenter;
}

/** Lets IAM Identity Center open the account, where the template says so: asks, and then looks how far it is. */
export const assignOwner =
  ({ ledger, identityCenter }: Ports) =>
  async (input: { readonly leaseId: LeaseId } & Asked): Promise<AssignmentStep> => {
    const { lease, account } = await preparedFor(ledger, input.leaseId);
    const wanted = assignmentOf(lease, account.accountId);
    if (wanted === undefined) return { next: "go-on" };
    const requestId = input.assigned?.requestId;
    return requestId === undefined
      ? followed(await identityCenter.assign(wanted))
      : followed(await identityCenter.assigning(wanted, requestId), requestId);
  };
