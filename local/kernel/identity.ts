import type { Credentials, Principal, RoleSession, ServicePrincipal } from "./principal.ts";

/** A policy document with the name by which a refusal speaks of it. */
export interface NamedPolicy {
  /** ARN of a managed policy, or the name of an inline one. */
  readonly name: string;
  /** The JSON text as it was stored. */
  readonly document: string;
}

/** Every policy that bears on what a principal may do. */
export interface PoliciesOfPrincipal {
  /** Inline, managed and group policies of the user or role. */
  readonly identity: readonly NamedPolicy[];
  readonly boundary?: NamedPolicy;
  /** Session policies; when there are any, they must allow too. */
  readonly session: readonly NamedPolicy[];
  /**
   * Service control policies, one entry for each level from the root of the organization down to the
   * account; each level must allow. Empty where they do not bind: the management account,
   * service-linked roles, AWS services.
   */
  readonly serviceControl: readonly (readonly NamedPolicy[])[];
}

/** What the cloud knows of an access key. */
export interface KnownKey {
  readonly credentials: Credentials;
  readonly principal: Principal;
  /** End of temporary credentials, in milliseconds since the epoch. */
  readonly expiresAt?: number;
  /** False for an access key that was deactivated. */
  readonly active: boolean;
}

/** Who is who in the cloud: what the wire asks of IAM, STS and Organizations together. */
export interface Identity {
  knownKey(accessKeyId: string): KnownKey | undefined;
  policiesOf(principal: Principal): PoliciesOfPrincipal;
  /** Values of global condition keys that follow from who calls: aws:PrincipalArn, aws:PrincipalOrgID … */
  contextOf(
    principal: Principal,
  ): Readonly<Record<string, string | boolean | number | readonly string[]>>;
  /**
   * Lets an AWS service (lambda.amazonaws.com, scheduler.amazonaws.com …) enter a role, as its trust
   * policy allows. Throws AccessDenied when it does not.
   */
  assumeAsService(
    roleArn: string,
    service: ServicePrincipal,
    sessionName: string,
  ): { readonly credentials: Credentials; readonly principal: RoleSession };
}
