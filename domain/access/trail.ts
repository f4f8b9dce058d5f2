import type { AccountId, Principal } from "../ids.ts";
import { type Change, leaseEvent } from "../lease/change.ts";
import type { Lease, Term } from "../lease/lease.ts";
import type { Instant } from "../time.ts";
import type { Assignment } from "./assignee.ts";
import { ownerRoleArn } from "./owner-role.ts";
import { isPerson } from "./person.ts";

/** A way in that Mayfly opens and shuts: the holder's role, a policy of the owner's user, an assignment. */
export type Way = "role" | "policy" | "identity-center";

/** Who may come in by a way, from where, and what it lets them into. */
export interface Grant {
  readonly way: Way;
  readonly accountId: AccountId;
  readonly grantee: string;
  /** An account, Mayfly's API, or an instance of IAM Identity Center. */
  readonly origin: string;
  /** ARN of the role or of the permission set. */
  readonly target: string;
}

/** Where owners of the identity provider come in from: AWS does not know them. */
const BY_API = "api";

const originOf = (owner: Principal): string =>
  isPerson(owner) ? BY_API : (owner.split(":")[4] ?? "");

/** The holder's role, or the policy that lets the owner's user enter it. */
export const entryGrant = (
  way: "role" | "policy",
  { owner, accountId }: { readonly owner: Principal; readonly accountId: AccountId },
  prefix: string,
): Grant => ({
  ...{ way, accountId, grantee: owner, origin: originOf(owner) },
  target: ownerRoleArn({ owner, accountId }, prefix),
});

/** An assignment of IAM Identity Center. */
export const centerGrant = (assignment: Assignment): Grant => ({
  ...{ way: "identity-center", accountId: assignment.accountId },
  grantee: `${assignment.assignee.type} ${assignment.assignee.id}`,
  origin: assignment.instanceArn,
  target: assignment.permissionSetArn,
});

/** Writes down, once, that a way is being opened: before it is, so that nobody gets in without a trace. */
export function granted(lease: Lease, grant: Grant, at: Instant): Change {
  const { openWays = [], term } = lease;
  if (openWays.includes(grant.way)) return { events: [] };
  const next = { ...lease, version: lease.version + 1, openWays: [...openWays, grant.way] };
  const details = { ...factsOf(grant), ...lasting(term) };
  const told = { at, by: "mayfly", accountId: grant.accountId, details } as const;
  return { lease: next, events: [leaseEvent("LeaseAccessGranted", next, told)] };
}

/** Writes down, once, that a way is shut: after it was. Nothing for one that was never opened. */
export function revoked(lease: Lease, grant: Grant, at: Instant): Change {
  const { openWays = [], ...rest } = lease;
  if (!openWays.includes(grant.way)) return { events: [] };
  const left = openWays.filter((way) => way !== grant.way);
  const still = left.length === 0 ? {} : { openWays: left };
  const next = { ...rest, ...still, version: lease.version + 1 } as Lease;
  const details = { ...factsOf(grant), sessions: SESSIONS[grant.way] };
  const told = { at, by: "mayfly", accountId: grant.accountId, details } as const;
  return { lease: next, events: [leaseEvent("LeaseAccessRevoked", next, told)] };
}

const factsOf = ({ way, grantee, origin, target }: Grant) => ({ way, grantee, origin, target });

const lasting = (term: Term) =>
  term.kind === "duration" ? { seconds: term.seconds } : { until: term.at };

/** What becomes of sessions: they end with their role; the policy has none; quarantine stops the others. */
const SESSIONS = {
  role: "revoked",
  policy: "none",
  "identity-center": "until-quarantine",
} as const satisfies Record<Way, string>;
