import { type Action, may } from "../../../domain/access/permissions.ts";
import { isRefusal, type Refusal, refuse } from "../../../domain/failures.ts";
import { isLeaseId } from "../../../domain/ids.ts";
import type { Change } from "../../../domain/lease/change.ts";
import type { Lease } from "../../../domain/lease/lease.ts";
import { decideAndCommit, withTally } from "../../shared/committing.ts";
import { rolesFor } from "../access.ts";
import type { LeasePorts } from "../ports.ts";
import { type ApiResponse, json, refused } from "../problem.ts";
import { type ApiRequest, notFound } from "../request.ts";
import { leaseView } from "../view.ts";

/** The lease of the path, if the caller may see it and do this with it. */
export async function leaseFor(
  ports: LeasePorts,
  request: ApiRequest,
  action: Action,
): Promise<Lease | Refusal> {
  const id = request.path["id"] ?? "";
  const lease = isLeaseId(id) ? await ports.ledger.lease(id) : undefined;
  if (lease === undefined) return notFound(`lease ${id}`);
  const roles = rolesFor(ports, request, lease);
  if (!may(roles, "see-lease")) return notFound(`lease ${id}`);
  if (may(roles, action)) return lease;
  return refuse(
    "not-allowed",
    `You are ${roles.join(" and ")} of lease ${id}; that does not let you ${action.replace("-", " the ")}.`,
  );
}

/** Decides on the lease of the path and answers with what became of it. */
export async function changeLease(
  ports: LeasePorts,
  request: ApiRequest,
  deed: { action: Action; decide: (lease: Lease) => Promise<Change | Refusal> | Change | Refusal },
): Promise<ApiResponse> {
  const outcome = await decideAndCommit<Change | Refusal>(ports.ledger, async () => {
    const lease = await leaseFor(ports, request, deed.action);
    if (isRefusal(lease)) return lease;
    const change = await deed.decide(lease);
    return isRefusal(change) ? change : await withTally(ports.ledger, lease, change);
  });
  if (isRefusal(outcome)) return refused(outcome);
  const lease = outcome.lease ?? (await leaseFor(ports, request, deed.action));
  return isRefusal(lease) ? refused(lease) : json(200, leaseView(lease, request.caller, ports));
}
