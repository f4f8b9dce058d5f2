import type { Principal } from "../kernel/principal.ts";
import type { ContextValue } from "./access-request.ts";
import { allows, denies, policyOf } from "./policy.ts";
import { RequestContext } from "./request-context.ts";

/** Who wants to enter a role. */
export interface Entry {
  readonly principal: Principal;
  /** `sts:AssumeRole`, `sts:TagSession` or `sts:SetSourceIdentity`. */
  readonly action: string;
  readonly roleArn: string;
  readonly roleAccount: string;
  readonly context: Readonly<Record<string, ContextValue>>;
}

/** What a trust policy says to somebody. */
export interface Trust {
  readonly trusted: boolean;
  /** Whether the principal's own policies must allow it too; false where trust alone suffices. */
  readonly identityPolicyNeeded: boolean;
}

const NO_TRUST: Trust = { trusted: false, identityPolicyNeeded: true };

/**
 * Whether a trust policy lets somebody enter its role. Within the role's account it suffices that the
 * policy names the caller; naming the account hands the decision on to the caller's own policies, and
 * across accounts these must allow in any case.
 * @throws MalformedPolicy
 */
export function trustOf(document: string, entry: Entry): Trust {
  const { principal, action, roleArn, roleAccount } = entry;
  const context = new RequestContext(entry.context);
  const asked = { principal, action, resource: roleArn, context };
  const policy = policyOf(document);
  if (denies(policy, asked)) return NO_TRUST;
  const naming = allows(policy, asked);
  if (naming === undefined) return NO_TRUST;
  const suffices =
    principal.kind === "service" || (naming !== "account" && principal.account === roleAccount);
  return { trusted: true, identityPolicyNeeded: !suffices };
}

/** Whether a trust policy lets somebody enter its role; see {@link trustOf}. @throws MalformedPolicy */
export const trusts = (document: string, entry: Entry): boolean => trustOf(document, entry).trusted;
