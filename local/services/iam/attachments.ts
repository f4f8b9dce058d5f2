import type { World } from "../../kernel/service.ts";
import type { PolicyHolder } from "./records.ts";
import { groupsOf, rolesOf, usersOf } from "./tables.ts";

/** Somebody to whom a managed policy is attached. */
export interface Holder {
  readonly kind: "User" | "Role" | "Group";
  readonly record: PolicyHolder;
}

/** Whose permissions and whose boundary a managed policy is. */
export interface Attachments {
  readonly attached: readonly Holder[];
  readonly bounding: readonly Holder[];
}

function everyHolder(world: World, account: string): readonly Holder[] {
  const all = (kind: Holder["kind"], records: Iterable<PolicyHolder>) =>
    Array.from(records, (record) => ({ kind, record }));
  return [
    ...all("Group", groupsOf(world, account).values()),
    ...all("User", usersOf(world, account).values()),
    ...all("Role", rolesOf(world, account).values()),
  ];
}

/** Where the managed policy is used in an account. */
export function attachmentsOf(world: World, account: string, arn: string): Attachments {
  const holders = everyHolder(world, account);
  return {
    attached: holders.filter(({ record }) => record.attached.includes(arn)),
    bounding: holders.filter(({ record }) => record.boundary === arn),
  };
}
