import { isAmong } from "../../domain/access/caller.ts";
import { type Action, may, type Role, rolesOf } from "../../domain/access/permissions.ts";
import type { Lease } from "../../domain/lease/lease.ts";
import { approversNow } from "../../domain/lease/pending.ts";
import type { LeaseTemplate } from "../../domain/template/template.ts";
import type { ApiPorts, LeasePorts } from "./ports.ts";
import type { ApiRequest } from "./request.ts";

/** Who the caller is to nobody's lease in particular. */
export const mayDo = (
  ports: Pick<ApiPorts, "directory">,
  { who }: ApiRequest,
  action: Action,
): boolean => may(rolesOf(who, ports.directory), action);

/**
 * Who the caller is to this lease. Approvers are those that the template names today, and not when the lease
 * was requested: whoever has left the list since approves nothing any more.
 */
export function rolesFor(ports: LeasePorts, { who }: ApiRequest, lease: Lease): readonly Role[] {
  const { owner, requestedAt, template } = lease;
  const today = ports.templates.find(({ name }) => name === template.name) ?? template;
  const approvers = approversNow(today, requestedAt, ports.clock.now());
  return rolesOf(who, ports.directory, { owner, approvers });
}

/** Whether the caller may ask for leases of the template. */
export const mayUse = ({ who }: ApiRequest, { users }: LeaseTemplate): boolean =>
  users === undefined || isAmong(who, users);

/** Whether the caller may do this with codes of the template. */
export const mayWithCodes = (
  { directory }: Pick<ApiPorts, "directory">,
  { who }: ApiRequest,
  { action, codes }: { action: Action } & Pick<LeaseTemplate, "codes">,
): boolean => may(rolesOf(who, directory, { organizers: codes?.organizers ?? [] }), action);

/** Whether some template names the caller as one who approves. */
export const approvesSome = ({ templates }: ApiPorts, { who }: ApiRequest): boolean =>
  templates.some(({ approvers }) =>
    isAmong(who, [...(approvers?.approvers ?? []), ...(approvers?.substitutes ?? [])]),
  );
