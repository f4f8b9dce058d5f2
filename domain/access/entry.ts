import { type Refusal, refuse } from "../failures.ts";
import type { AccountId, Principal } from "../ids.ts";
import type { Lease } from "../lease/lease.ts";
import type { LeaseTemplate } from "../template/template.ts";
import { isUser } from "./owner-role.ts";

/** IAM's limit for a managed policy, in characters without white space (facts 2.4). */
const LARGEST_POLICY = 6_144;

/** A policy that allows to enter these roles and nothing else. */
export interface EntryPolicy {
  readonly Version: "2012-10-17";
  readonly Statement: readonly [
    {
      readonly Effect: "Allow";
      readonly Action: "sts:AssumeRole";
      readonly Resource: readonly string[];
    },
  ];
}

const policyFor = (Resource: readonly string[]): EntryPolicy => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Resource }],
});

/** How many roles of one length fit into a policy. */
const roomFor = (roleArn: string): number =>
  Math.floor(
    (LARGEST_POLICY - JSON.stringify(policyFor([])).length) / JSON.stringify(`${roleArn},`).length,
  );

/**
 * The policies that allow to enter exactly these roles: one, and a next one as soon as IAM's limit is
 * reached. The same roles give the same policies, in whatever order they come.
 */
export function entryPolicies(roleArns: readonly string[]): readonly EntryPolicy[] {
  const sorted = [...new Set(roleArns)].toSorted();
  const longest = sorted.reduce((one, other) => (other.length > one.length ? other : one), "");
  const room = roomFor(longest);
  const parts = Array.from({ length: Math.ceil(sorted.length / room) }, (_, index) =>
    sorted.slice(index * room, (index + 1) * room),
  );
  return parts.map(policyFor);
}

/** Name of the owner's policies, which are numbered from 1. */
export const entryPolicyName = (prefix: string, userName: string, number: number): string =>
  `${prefix}-entry-${userName}-${number}`;

const USER = /:user\/(?:.*\/)?([^/]+)$/;

/** Name of the user who gets policies of the template for this lease; undefined when nobody does. */
export const entrantOf = ({
  owner,
  template,
}: Pick<Lease, "owner" | "template">): string | undefined =>
  template.parentPolicy === true && isUser(owner) ? USER.exec(owner)?.[1] : undefined;

/** Mayfly changes users of its own account only. Refuses an owner of another one. */
export function checkEntrant(
  owner: Principal,
  template: LeaseTemplate,
  parent: AccountId,
): Refusal | undefined {
  if (entrantOf({ owner, template }) === undefined || owner.split(":")[4] === parent)
    return undefined;
  return refuse(
    "not-allowed",
    `Template ${template.name} gives its owners a policy in account ${parent}, and ${owner} is not there: ask for another template, or as a user of that account.`,
    "template",
  );
}
