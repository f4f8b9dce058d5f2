import { type Refusal, refuse } from "../failures.ts";
import type { Principal } from "../ids.ts";
import { type Change, leaseEvent } from "../lease/change.ts";
import type { ActiveLease, Lease } from "../lease/lease.ts";
import { between, HOUR, type Instant, MINUTE, type Seconds } from "../time.ts";
import { sessionNameOf } from "./owner-name.ts";
import { mayHandOut, ownerRoleArn } from "./owner-role.ts";

/** STS gives sessions of 15 minutes at least, and of an hour at most where one role enters another (facts 2.2). */
const SHORTEST_SESSION: Seconds = 15 * MINUTE;
const LONGEST_SESSION: Seconds = HOUR;

/** A session of the lease holder's role that Mayfly makes for the owner. */
export interface OwnerSession {
  readonly roleArn: string;
  readonly sessionName: string;
  /** Tells in the account's CloudTrail who it is, whatever they go on to. */
  readonly sourceIdentity?: string;
  /** What the role's trust demands: a lease's session cannot be asked for in the name of another lease. */
  readonly externalId: string;
  readonly seconds: Seconds;
}

export interface HandOutRequest {
  /** An hour when absent. */
  readonly seconds?: Seconds;
  readonly prefix: string;
}

/**
 * Decides on a session for the owner: no longer than the lease, where STS can make it so short. Access
 * ends with the lease in any case, because the role is deleted then.
 */
export function sessionFor(
  lease: Lease,
  { seconds = LONGEST_SESSION, prefix }: HandOutRequest,
  now: Instant,
): OwnerSession | Refusal {
  if (lease.status !== "active" || lease.expiresAt <= now)
    return refuse(
      "wrong-state",
      `Lease ${lease.id} is ${lease.status === "active" ? "at its end" : lease.status}; only an active lease lets its owner in.`,
    );
  if (!mayHandOut(lease.owner, lease.template))
    return refuse(
      "not-allowed",
      `Template ${lease.template.name} requires MFA, of which a request to Mayfly tells nothing: assume ${ownerRoleArn(lease, prefix)} yourself, with your MFA device.`,
    );
  if (seconds < SHORTEST_SESSION || seconds > LONGEST_SESSION)
    return refuse("invalid", "A session lasts from PT15M to PT1H.", "duration");
  const left = Math.floor(between(now, lease.expiresAt));
  const name = sessionNameOf(lease.owner);
  return {
    roleArn: ownerRoleArn(lease, prefix),
    ...{ sessionName: name, externalId: lease.id },
    ...(lease.template.sourceIdentity ? { sourceIdentity: name } : {}),
    seconds: Math.max(SHORTEST_SESSION, Math.min(seconds, left)),
  };
}

/** What was handed out, to whom; never the secret itself. */
export interface HandedOut {
  readonly what: "credentials" | "console";
  readonly by: Principal;
  /** Address that the request came from. */
  readonly sourceIp: string;
  readonly session: OwnerSession;
  /** Names the session in CloudTrail; it is no secret. */
  readonly accessKeyId: string;
  readonly expiresAt: Instant;
}

const EVENTS = { credentials: "LeaseCredentialsIssued", console: "LeaseConsoleOpened" } as const;

/** Puts a hand-out into the lease's history; it can be written only if the lease is still as it was. */
export function handedOut(lease: ActiveLease, given: HandedOut, now: Instant): Change {
  const { what, by, sourceIp, session, accessKeyId, expiresAt } = given;
  const { sessionName, seconds } = session;
  const details = { sourceIp, sessionName, seconds, accessKeyId, expiresAt };
  const next: ActiveLease = { ...lease, version: lease.version + 1 };
  return { lease: next, events: [leaseEvent(EVENTS[what], next, { at: now, by, details })] };
}
