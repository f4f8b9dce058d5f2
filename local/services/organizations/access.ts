import type { Authorization, Call, World } from "../../kernel/service.ts";
import { accessDenied } from "./failures.ts";
import { organizationOf } from "./organization.ts";
import { delegationsOf, resourcePoliciesOf } from "./records.ts";

/**
 * Who may call an operation besides the management account (API Reference; User Guide, "Delegated
 * administrator for AWS Organizations"):
 * - `management`: nobody
 * - `read`: delegated administrators of any service, and whom the resource policy admits
 * - `delegable`: whom the resource policy admits
 * - `member`: every account of the organization
 */
export type Access = "management" | "read" | "delegable" | "member";

function isDelegatedAdministrator(world: World, account: string): boolean {
  return [...delegationsOf(world).values()].some(({ accountId }) => accountId === account);
}

const isAlwaysAdmitted = ({ world, account }: Call, access: Access): boolean =>
  account === organizationOf(world).managementAccountId ||
  access === "member" ||
  (access === "read" && isDelegatedAdministrator(world, account));

/** The one resource policy, where it can admit somebody. */
const resourcePolicyFor = ({ world }: Call, access: Access) =>
  access === "read" || access === "delegable"
    ? [...resourcePoliciesOf(world).values()].at(0)
    : undefined;

/**
 * Whose the organization's resources are for this call. A member that is not admitted anyway reaches
 * them across accounts, by the resource policy.
 */
export function admission(
  call: Call,
  access: Access,
): Pick<Authorization, "resourceAccount" | "resourcePolicy"> {
  const policy = resourcePolicyFor(call, access);
  if (isAlwaysAdmitted(call, access) || !policy) return {};
  const resourceAccount = organizationOf(call.world).managementAccountId;
  return { resourceAccount, resourcePolicy: policy.content };
}

/** Throws AccessDeniedException for whoever may not call, whatever IAM allows. */
export function checkAccess(call: Call, access: Access): void {
  if (isAlwaysAdmitted(call, access) || resourcePolicyFor(call, access)) return;
  throw accessDenied();
}
