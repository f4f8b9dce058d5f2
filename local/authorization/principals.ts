import type { Principal } from "../kernel/principal.ts";
import { MalformedPolicy } from "./malformed-policy.ts";
import type { PrincipalDocument } from "./policy-document.ts";

/**
 * How closely a policy of a resource names somebody (IAM User Guide, "How AWS enforcement code logic
 * evaluates requests", resource-based policies):
 * - `direct`: the user, the session, the service, or everybody: nothing else needs to allow;
 * - `role`: the role of a session: its permissions boundary and session policies still bound it;
 * - `account`: the account, which hands the decision on to the policies of its users and roles.
 */
export type Naming = "direct" | "role" | "account";

/** How a Principal element names who calls; undefined when it does not. */
export type Names = (principal: Principal) => Naming | undefined;

const ACCOUNT = /^(?:arn:[\w-]+:iam::)?(\d{12})(?::root)?$/;
const UNIQUE_ID = /^A[A-Z0-9]{3}[A-Z0-9]{12,}$/;
const ARN = /^arn:[\w-]+:(?:iam|sts)::\d{12}:[^*?]+$/;

function arnsOf(principal: Principal): readonly string[] {
  return principal.kind === "role" ? [principal.arn, principal.roleArn] : [principal.arn];
}

/** AWS stores a named user or role by its unique id, so that a successor of the same name is another. */
function uniqueIdOf({ userId }: Principal): string {
  return userId.split(":")[0] ?? userId;
}

function namesAws(entry: string): Names {
  if (entry === "*") return () => "direct";
  const account = ACCOUNT.exec(entry)?.[1];
  if (account !== undefined) {
    return ({ kind, ...principal }) => {
      if (kind === "service" || kind === "anonymous" || principal.account !== account) return;
      return kind === "root" ? "direct" : "account";
    };
  }
  if (UNIQUE_ID.test(entry)) {
    return (principal) => {
      if (uniqueIdOf(principal) !== entry) return undefined;
      return principal.kind === "role" ? "role" : "direct";
    };
  }
  if (!ARN.test(entry)) throw new MalformedPolicy(`Invalid principal in policy: "AWS":"${entry}"`);
  return (principal) => {
    if (principal.kind === "service" || !arnsOf(principal).includes(entry)) return undefined;
    return principal.kind === "role" && principal.arn !== entry ? "role" : "direct";
  };
}

function namesService(entry: string): Names {
  return (principal) =>
    principal.kind === "service" && principal.service === entry ? "direct" : undefined;
}

/** Principals of identity providers and canonical users never call here, so that nothing matches them. */
const namesNobody: Names = () => undefined;

function entriesOf(element: PrincipalDocument): readonly Names[] {
  const { AWS = [], Service = [], Federated = [], CanonicalUser = [] } = element;
  return [
    ...AWS.map(namesAws),
    ...Service.map(namesService),
    ...[...Federated, ...CanonicalUser].map(() => namesNobody),
  ];
}

const CLOSEST_FIRST = ["direct", "role", "account"] as const;

/** Compiles a Principal element. @throws MalformedPolicy for an entry that names nobody. */
export function principalNames(element: PrincipalDocument): Names {
  const entries = entriesOf(element);
  return (principal) => {
    const namings = entries.map((names) => names(principal));
    return CLOSEST_FIRST.find((naming) => namings.includes(naming));
  };
}

/** What must all be named for somebody to be exempt by NotPrincipal: account, role and session. */
function facetsOf(principal: Principal): readonly string[] {
  if (principal.kind === "service") return [principal.service];
  if (principal.kind === "anonymous") return ["*"];
  return [...arnsOf(principal), `arn:aws:iam::${principal.account}:root`];
}

function listed(element: PrincipalDocument): ReadonlySet<string> {
  const { AWS = [], Service = [] } = element;
  const accounts = AWS.map((entry) => ACCOUNT.exec(entry)?.[1]).filter((id) => id !== undefined);
  return new Set([...AWS, ...Service, ...accounts.map((id) => `arn:aws:iam::${id}:root`)]);
}

/**
 * Compiles a NotPrincipal element: it speaks of everybody who is not listed with their account, and, in a
 * session, their role as well (IAM User Guide, "NotPrincipal"). @throws MalformedPolicy
 */
export function everybodyBut(element: PrincipalDocument): Names {
  const exempt = listed(element);
  return (principal) => {
    const isExempt = exempt.has("*") || facetsOf(principal).every((facet) => exempt.has(facet));
    return isExempt ? undefined : "direct";
  };
}
