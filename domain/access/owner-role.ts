import type { Principal } from "../ids.ts";

/** Name of the role through which a lease's owner gets into the account. */
export const ownerRoleName = (prefix: string): string => `${prefix}-lease-holder`;

/** A statement of a role's trust policy. */
export interface TrustStatement {
  readonly Effect: "Allow";
  readonly Principal: { readonly AWS: string };
  readonly Action: "sts:AssumeRole";
  readonly Condition?: Readonly<
    Record<string, Readonly<Record<string, string | readonly string[]>>>
  >;
}

const USER = /^arn:aws[\w-]*:iam::\d{12}:user\/.+$/;
const SESSION = /^arn:(aws[\w-]*):sts::(\d{12}):assumed-role\/([\w+=,.@-]+)\/([\w+=,.@-]+)$/;

/**
 * Whom the owner's role trusts: a user by name; a role's session by its role and its session name, so
 * that others who use the same role stay out. The path of a role is not part of its session's ARN,
 * hence the pattern. Undefined for principals that cannot be trusted precisely, such as a root user.
 */
export function trustOf(owner: Principal): TrustStatement | undefined {
  if (USER.test(owner))
    return { Effect: "Allow", Principal: { AWS: owner }, Action: "sts:AssumeRole" };
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
