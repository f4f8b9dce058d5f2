import { isCodeHolder } from "../codes/holder.ts";
import type { AccountId, LeaseId, Principal } from "../ids.ts";
import type { Lease } from "../lease/lease.ts";
import type { LeaseTemplate, RequiredMfa } from "../template/template.ts";
import { sessionNameOf } from "./owner-name.ts";
import { isPerson } from "./person.ts";

/** Name of the role through which a lease's owner gets into the account. */
export const ownerRoleName = (prefix: string): string => `${prefix}-lease-holder`;

/** Its ARN in the account of a lease, in the partition that the owner is of. */
export const ownerRoleArn = (
  { owner, accountId }: { readonly owner: Principal; readonly accountId: AccountId },
  prefix: string,
): string => `arn:${owner.split(":")[1]}:iam::${accountId}:role/${ownerRoleName(prefix)}`;

/** A statement of a role's trust policy. */
export interface TrustStatement {
  readonly Effect: "Allow";
  readonly Principal: { readonly AWS: string };
  readonly Action: "sts:AssumeRole" | "sts:SetSourceIdentity";
  readonly Condition?: Readonly<
    Record<string, Readonly<Record<string, string | readonly string[]>>>
  >;
}

const USER = /^arn:aws[\w-]*:iam::\d{12}:user\/.+$/;
const SESSION = /^arn:(aws[\w-]*):sts::(\d{12}):assumed-role\/([\w+=,.@-]+)\/([\w+=,.@-]+)$/;

/** Whether the owner is a user of IAM: the only kind of principal whose sessions tell of MFA. */
export const isUser = (owner: Principal): boolean => USER.test(owner);

/** True only for sessions that were made with MFA; long-lived keys do not have these keys at all. */
const withMfa = ({ maxAge }: RequiredMfa): NonNullable<TrustStatement["Condition"]> => ({
  Bool: { "aws:MultiFactorAuthPresent": "true" },
  ...(maxAge === undefined
    ? {}
    : { NumericLessThanEquals: { "aws:MultiFactorAuthAge": String(maxAge) } }),
});

/**
 * Whom the owner's role trusts: a user by name; a role's session by its role and its session name, so
 * that others who use the same role stay out. The path of a role is not part of its session's ARN,
 * hence the pattern. MFA is asked of users only: sessions of roles, which people and automation alike have,
 * carry nothing of it, and would be locked out for ever (facts 2.3). Undefined for principals that cannot be trusted precisely, such as a root user.
 */
export function trustOf(owner: Principal, mfa?: RequiredMfa): TrustStatement | undefined {
  if (isUser(owner))
    return {
      ...{ Effect: "Allow", Principal: { AWS: owner }, Action: "sts:AssumeRole" },
      ...(mfa === undefined ? {} : { Condition: withMfa(mfa) }),
    };
  const [, partition, account, role, session] = SESSION.exec(owner) ?? [];
  if (session === undefined) return undefined;
  const roles = `arn:${partition}:iam::${account}:role`;
  return {
    Effect: "Allow",
    Principal: { AWS: `arn:${partition}:iam::${account}:root` },
    Action: "sts:AssumeRole",
    Condition: {
      ArnLike: { "aws:PrincipalArn": [`${roles}/${role}`, `${roles}/*/${role}`] },
      StringLike: { "aws:userid": `*:${session}` },
    },
  };
}

/** Whose sessions Mayfly's own broker may make. */
export interface BrokerEntry {
  readonly brokerRoleArn: string;
  readonly leaseId: LeaseId;
  readonly owner: Principal;
  /** Whether they carry the owner's name as source identity. */
  readonly sourceIdentity: boolean;
}

/**
 * Lets Mayfly's broker in to hand out credentials. Mayfly holds a lot of doors open and could be talked
 * into opening the wrong one: so the role of each lease demands the id of its own lease, and the owner's
 * name, and no session of the broker can do without.
 */
export function brokerTrust(entry: BrokerEntry): readonly TrustStatement[] {
  const { brokerRoleArn, leaseId, owner } = entry;
  const name = sessionNameOf(owner);
  const broker = { Effect: "Allow", Principal: { AWS: brokerRoleArn } } as const;
  const identity = { "sts:SourceIdentity": name };
  const session = { "sts:ExternalId": leaseId, "sts:RoleSessionName": name };
  if (!entry.sourceIdentity)
    return [{ ...broker, Action: "sts:AssumeRole", Condition: { StringEquals: session } }];
  return [
    {
      ...broker,
      Action: "sts:AssumeRole",
      Condition: { StringEquals: { ...session, ...identity } },
    },
    { ...broker, Action: "sts:SetSourceIdentity", Condition: { StringEquals: identity } },
  ];
}

/**
 * Whether Mayfly may make sessions for the owner at all. A signed request does not tell whether MFA was
 * used: so where it is required of a user, the user must enter the role with it, and nothing is handed out.
 */
export const mayHandOut = (
  owner: Principal,
  template: Pick<LeaseTemplate, "requireMfa">,
): boolean => template.requireMfa === undefined || !isUser(owner);

/** Whether AWS does not know the owner: they come in by what Mayfly hands out, and by nothing else. */
export const isUnknownToAws = (owner: Principal): boolean => isPerson(owner) || isCodeHolder(owner);

/** Whether a role can let in this owner and nobody else. */
export const canHold = (owner: Principal): boolean =>
  isUnknownToAws(owner) || trustOf(owner) !== undefined;

/** Everybody whom the role of a lease trusts; undefined when its owner cannot be trusted precisely. */
export function trustOfLease(
  { id, owner, template }: Pick<Lease, "id" | "owner" | "template">,
  brokerRoleArn: string,
): readonly TrustStatement[] | undefined {
  const { sourceIdentity } = template;
  const broker = () => brokerTrust({ brokerRoleArn, leaseId: id, owner, sourceIdentity });
  if (isUnknownToAws(owner)) return broker();
  const trust = trustOf(owner, template.requireMfa);
  if (trust === undefined) return undefined;
  return mayHandOut(owner, template) ? [trust, ...broker()] : [trust];
}
