import type { Decision } from "../authorization/access-request.ts";
import { decide } from "../authorization/decide.ts";
import { AwsError } from "../kernel/aws-error.ts";
import type { Principal } from "../kernel/principal.ts";
import type { Authorization } from "../kernel/service.ts";
import type { Cloud } from "./cloud.ts";
import type { Origin } from "./errand.ts";
import { requestKeys } from "./request-keys.ts";

type Knowing = Pick<Cloud, "identity" | "world" | "decided">;

/** Decides whether a caller may do what an operation wants. */
export function decideFor(
  { identity, world, decided }: Knowing,
  origin: Origin,
  wanted: Authorization,
): Decision {
  const { principal } = origin;
  const { resourceAccount = principal.account, context, ...rest } = wanted;
  const keys = {
    ...identity.contextOf(principal),
    ...requestKeys(world, origin),
    "aws:ResourceAccount": resourceAccount,
    ...context,
  };
  const request = { ...rest, principal, resourceAccount, context: keys };
  const policies = identity.policiesOf(principal);
  const decision = decide(request, policies);
  decided?.(request, policies, decision);
  return decision;
}

/** Throws AccessDenied unless the principal may do this. */
export type CheckAccess = (principal: Principal, region: string, wanted: Authorization) => void;

/** For services that check what a principal may do without calling anything in its name. */
export function accessCheck(knowing: Knowing): CheckAccess {
  return (principal, region, wanted) => {
    const origin = { principal, region, requestId: "", userAgent: "AWS Internal" };
    const decision = decideFor(knowing, origin, wanted);
    if (!decision.allowed) throw new AwsError("AccessDenied", decision.message, 403);
  };
}
