import type { AccessRequest, ContextValue } from "../../../local/authorization/access-request.ts";
import { decide } from "../../../local/authorization/decide.ts";
import type { NamedPolicy } from "../../../local/kernel/identity.ts";
import type { JudgedCase } from "./cases.ts";
import type { Simulate, SimulatedResult, Simulation } from "./install.ts";

const parse = (document: string): unknown => JSON.parse(document);
const parsed = ({ document }: NamedPolicy) => parse(document);

const textOf = (value: ContextValue): string | readonly string[] =>
  typeof value === "object" ? value : String(value);

function principalOf({ principal }: AccessRequest): Simulation["principal"] {
  return principal.kind === "anonymous" ? { type: "Anonymous" } : principal.arn;
}

/** How the simulator decides. */
export function theirs(simulate: Simulate, { request, policies }: JudgedCase): SimulatedResult {
  const { boundary, session, serviceControl } = policies;
  const { action, resource, resourceAccount, resourcePolicy, context } = request;
  return simulate({
    ...{ principal: principalOf(request), action },
    resource: { resource, accountId: resourceAccount },
    context: Object.fromEntries(
      Object.entries(context).map(([key, value]) => [key, textOf(value)]),
    ),
    identity: policies.identity.map(parsed),
    ...(boundary && { boundary: parsed(boundary) }),
    ...(session[0] && { session: parsed(session[0]) }),
    serviceControl: serviceControl.map((level) => level.map(parsed)),
    ...(resourcePolicy !== undefined && { ofResource: parse(resourcePolicy) }),
  });
}

/** How the local cloud decides, in the simulator's words. */
export function ours({ request, policies }: JudgedCase): SimulatedResult {
  const decision = decide(request, policies);
  if (decision.allowed) return "Allowed";
  return decision.reason.startsWith("with an explicit deny")
    ? "ExplicitlyDenied"
    : "ImplicitlyDenied";
}
