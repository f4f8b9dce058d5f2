import { type Assignee, centerNameOf, notInCenter } from "../../../domain/access/assignee.ts";
import type { Refusal } from "../../../domain/failures.ts";
import type { Principal } from "../../../domain/ids.ts";
import type { LeaseTemplate } from "../../../domain/template/template.ts";
import type { ApiPorts } from "../ports.ts";

/**
 * To whom IAM Identity Center will assign the account; undefined where the template assigns nothing. An owner
 * whom it does not know is refused here, before anything is made.
 */
export async function assigneeOf(
  { people }: Pick<ApiPorts, "people">,
  owner: Principal,
  { identityCenter }: LeaseTemplate,
): Promise<Assignee | Refusal | undefined> {
  if (identityCenter === undefined) return undefined;
  const { assignTo } = identityCenter;
  if (assignTo !== "owner") return { type: "GROUP", id: assignTo.group };
  const name = centerNameOf(owner);
  const id = name === undefined ? undefined : await people.userNamed(identityCenter, name);
  return id === undefined ? notInCenter(owner, identityCenter) : { type: "USER", id };
}
