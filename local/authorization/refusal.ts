import type { AccessRequest, Refused } from "./access-request.ts";

/** Kinds of policies, as the messages of AWS call them. */
export type PolicyKind =
  | "service control policy"
  | "resource-based policy"
  | "role trust policy"
  | "permissions boundary"
  | "session policy"
  | "identity-based policy";

function callerOf({ principal }: AccessRequest): string {
  return principal.kind === "service" ? principal.service : principal.arn;
}

/** S3 puts the resource into quotes; S3 and EC2 name none where the action knows none. */
function onResource({ action, resource }: AccessRequest): string {
  const [service] = action.split(":");
  if (resource === "*" && (service === "s3" || service === "ec2")) return "";
  return ` on resource: ${service === "s3" ? `"${resource}"` : resource}`;
}

function refused(request: AccessRequest, reason: string): Refused {
  const message = `User: ${callerOf(request)} is not authorized to perform: ${request.action}${onResource(request)} ${reason}`;
  return { allowed: false, reason, message };
}

/** No policy of the kind allows it (IAM User Guide, "Troubleshoot access denied error messages"). */
export function implicitly(request: AccessRequest, kind: PolicyKind): Refused {
  return refused(request, `because no ${kind} allows the ${request.action} action`);
}

/** A policy of the kind denies it; `name` says which, for those who look for it. */
export function explicitly(request: AccessRequest, kind: PolicyKind, name: string): Refused {
  const article = kind === "identity-based policy" ? "an" : "a";
  return { ...refused(request, `with an explicit deny in ${article} ${kind}`), deniedBy: name };
}
