import type { Principal } from "../kernel/principal.ts";

/** A value of the request context; dates are ISO 8601 texts or seconds since 1970, binary values base64. */
export type ContextValue = string | number | boolean | readonly string[];

/** What somebody asks to do. */
export interface AccessRequest {
  readonly principal: Principal;
  /** For example `organizations:CreateAccount`. */
  readonly action: string;
  /** ARN of the resource, or `"*"` where the action knows none. */
  readonly resource: string;
  /** The account that owns the resource; another one than the caller's makes the access cross-account. */
  readonly resourceAccount: string;
  /** The policy attached to the resource, as a JSON document, where it has one. */
  readonly resourcePolicy?: string;
  /** True for the trust policies of roles: within one account too, the resource's policy must allow. */
  readonly resourcePolicyMustAllow?: boolean;
  /** Values of condition keys, `aws:…` and the service's own; names of keys are not case-sensitive. */
  readonly context: Readonly<Record<string, ContextValue>>;
}

/** Whether access is granted, and if not, why. */
export type Decision = Allowed | Refused;

export interface Allowed {
  readonly allowed: true;
}

export interface Refused {
  readonly allowed: false;
  /** The end of the message, such as `with an explicit deny in a service control policy`. */
  readonly reason: string;
  /** What AWS answers: who is not authorized to perform what on which resource, and why. */
  readonly message: string;
  /** Name of the policy that denies explicitly: AWS keeps it to itself, a developer wants it. */
  readonly deniedBy?: string;
}
