import type { Collection } from "../../kernel/collection.ts";
import type { World } from "../../kernel/service.ts";

/** A set of permissions that can be assigned in accounts. */
export interface PermissionSetRecord {
  readonly arn: string;
  readonly name: string;
  /** ARNs of managed policies. */
  readonly policies: readonly string[];
  /** In seconds. */
  readonly sessionDuration: number;
}

/** The organization's instance, with its people. */
export interface InstanceRecord {
  readonly arn: string;
  readonly region: string;
  /** The management account. */
  readonly account: string;
  readonly storeId: string;
  readonly permissionSets: readonly PermissionSetRecord[];
  /** Ids of users by their names. */
  readonly users: Readonly<Record<string, string>>;
  /** Ids of the users in each group, by the group's id. */
  readonly groups: Readonly<Record<string, readonly string[]>>;
}

/** Who has which permission set in which account. */
export interface AssignmentRecord {
  readonly instanceArn: string;
  readonly permissionSetArn: string;
  readonly principalType: "USER" | "GROUP";
  readonly principalId: string;
  readonly accountId: string;
}

/** An assignment or a removal that was asked for. */
export interface RequestRecord {
  readonly id: string;
  readonly kind: "creation" | "deletion";
  readonly assignment: AssignmentRecord;
  readonly status: "IN_PROGRESS" | "SUCCEEDED" | "FAILED";
  readonly failure?: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly settlesAt: number;
}

const collection = <T>({ storage }: World, kind: string): Collection<T> =>
  storage.collection({ service: "sso", account: "aws", region: "global" }, kind);

export const instancesOf = (world: World) => collection<InstanceRecord>(world, "instances");
export const assignmentsOf = (world: World) => collection<AssignmentRecord>(world, "assignments");
export const requestsOf = (world: World) => collection<RequestRecord>(world, "requests");

/** Name of an assignment: the same words give the same assignment. */
export const keyOf = (each: AssignmentRecord): string =>
  [each.accountId, each.permissionSetArn, each.principalType, each.principalId].join(" ");

/** The assignments of a permission set in an account. */
export const assignedIn = (
  world: World,
  { accountId, permissionSetArn }: Pick<AssignmentRecord, "accountId" | "permissionSetArn">,
): readonly AssignmentRecord[] =>
  [...assignmentsOf(world).values()].filter(
    (each) => each.accountId === accountId && each.permissionSetArn === permissionSetArn,
  );
