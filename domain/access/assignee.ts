import { type Refusal, refuse } from "../failures.ts";
import type { AccountId, Principal } from "../ids.ts";
import type { Terms } from "../lease/lease.ts";
import type { IdentityCenterAccess } from "../template/template.ts";
import { isUser } from "./owner-role.ts";

/** Somebody of IAM Identity Center, by the id that never changes and is never given again. */
export interface Assignee {
  readonly type: "USER" | "GROUP";
  readonly id: string;
}

/** One assignment of IAM Identity Center: who gets into which account, with which permissions. */
export interface Assignment {
  readonly region: string;
  readonly instanceArn: string;
  readonly permissionSetArn: string;
  readonly assignee: Assignee;
  readonly accountId: AccountId;
}

/** Roles that IAM Identity Center makes: the name of their sessions is the user name of the person. */
const CENTER_SESSION = /^arn:aws[\w-]*:sts::\d{12}:assumed-role\/AWSReservedSSO_[^/]+\/([^/]+)$/;

/**
 * The user name under which IAM Identity Center would know the owner. Sessions of other roles have none:
 * whoever enters such a role chooses its session name, and could choose the name of somebody else.
 */
export const centerNameOf = (owner: Principal): string | undefined =>
  isUser(owner) ? owner.split("/").at(-1) : CENTER_SESSION.exec(owner)?.[1];

/** The refusal of an owner whom IAM Identity Center does not know. */
export const notInCenter = (owner: Principal, { identityStoreId }: IdentityCenterAccess): Refusal =>
  refuse(
    "not-allowed",
    `${owner} is no user of IAM Identity Center (${identityStoreId}), which this template assigns accounts in: ask for another template, or as a user of it.`,
    "template",
  );

/** The assignment that a lease has, or had; undefined when its template knows none. */
export function assignmentOf(
  { template, assignee }: Pick<Terms, "template" | "assignee">,
  accountId: AccountId,
): Assignment | undefined {
  const { identityCenter: center } = template;
  if (center === undefined || assignee === undefined) return undefined;
  const { region, instanceArn, permissionSetArn } = center;
  return { region, instanceArn, permissionSetArn, assignee, accountId };
}
