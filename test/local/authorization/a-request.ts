import type { AccessRequest, Decision } from "../../../local/authorization/access-request.ts";
import { decide } from "../../../local/authorization/decide.ts";
import type { PoliciesOfPrincipal } from "../../../local/kernel/identity.ts";
import type {
  Anonymous,
  IamUser,
  RoleSession,
  RootUser,
  ServicePrincipal,
} from "../../../local/kernel/principal.ts";

export const OWN = "111111111111";
export const OTHER = "222222222222";

export const alice: IamUser = {
  kind: "user",
  account: OWN,
  arn: `arn:aws:iam::${OWN}:user/team/alice`,
  userId: "AIDAALICE00000000001",
  userName: "alice",
};

export const worker: RoleSession = {
  kind: "role",
  account: OWN,
  arn: `arn:aws:sts::${OWN}:assumed-role/worker/morning`,
  roleArn: `arn:aws:iam::${OWN}:role/jobs/worker`,
  roleName: "worker",
  userId: "AROAWORKER0000000001:morning",
  session: { issuedAt: 0, expiresAt: 3_600_000 },
};

export const root: RootUser = {
  kind: "root",
  account: OWN,
  arn: `arn:aws:iam::${OWN}:root`,
  userId: OWN,
};

export const events: ServicePrincipal = {
  kind: "service",
  service: "events.amazonaws.com",
  account: OWN,
  arn: "events.amazonaws.com",
  userId: "events.amazonaws.com",
};

export const nobody: Anonymous = {
  kind: "anonymous",
  account: "anonymous",
  arn: "anonymous",
  userId: "anonymous",
};

export interface Statement {
  readonly Effect?: "Allow" | "Deny";
  readonly [element: string]: unknown;
}

/** A policy as JSON; its statements allow unless they say otherwise. */
export function policy(...statements: readonly Statement[]): string {
  const Statement = statements.map((each) => ({ Effect: "Allow", ...each }));
  return JSON.stringify({ Version: "2012-10-17", Statement });
}

export const everything: Statement = { Action: "*", Resource: "*" };
export const named = (document: string) => ({ name: "policy", document });
const list = (document: string | undefined) => (document === undefined ? [] : [named(document)]);

/** The policies of a case, each kind by at most one document. */
export interface Policies {
  readonly identity?: string;
  readonly boundary?: string;
  readonly session?: string;
  /** One document for each level. */
  readonly serviceControl?: readonly string[];
}

export function policiesOf({ identity, boundary, session, serviceControl }: Policies) {
  const policies: PoliciesOfPrincipal = {
    identity: list(identity),
    session: list(session),
    serviceControl: (serviceControl ?? []).map((document) => [named(document)]),
    ...(boundary !== undefined && { boundary: named(boundary) }),
  };
  return policies;
}

export const BUCKET = "arn:aws:s3:::box";

/** A request of alice to read an object of her own account. */
export function aRequest(changes: Partial<AccessRequest> = {}): AccessRequest {
  return {
    principal: alice,
    action: "s3:GetObject",
    resource: `${BUCKET}/key`,
    resourceAccount: OWN,
    context: {},
    ...changes,
  };
}

export function decided(request: Partial<AccessRequest>, policies: Policies): Decision {
  return decide(aRequest(request), policiesOf(policies));
}

/** `allowed`, or the reason for the refusal. */
export function outcome(request: Partial<AccessRequest>, policies: Policies): string {
  const decision = decided(request, policies);
  return decision.allowed ? "allowed" : decision.reason;
}
