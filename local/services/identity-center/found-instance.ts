import type { World } from "../../kernel/service.ts";
import { type InstanceRecord, instancesOf } from "./records.ts";

/** What a template says of an instance. */
export interface Named {
  readonly region: string;
  readonly instanceArn: string;
  readonly identityStoreId: string;
  readonly permissionSetArn: string;
  readonly assignTo: "owner" | { readonly group: string };
}

const USUAL_SESSION = 3600;

/** User ids: that of the store's own directory, and a number of the person. */
const userId = ({ identityStoreId }: Named, number: number) =>
  `${identityStoreId.slice(2)}-00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;

function instanceFor(center: Named, account: string, people: readonly string[]): InstanceRecord {
  const users = people.map((name, index) => [name, userId(center, index + 1)] as const);
  return {
    ...{ arn: center.instanceArn, region: center.region, account },
    storeId: center.identityStoreId,
    permissionSets: [],
    users: Object.fromEntries(users),
    groups: {},
  };
}

/**
 * Makes what a configuration says that there is: the instance, its users, the permission set (which
 * administers) and the group (which has everybody in it). What is there stays.
 */
export function foundInstance(
  world: World,
  center: Named,
  { account, people }: { readonly account: string; readonly people: readonly string[] },
): void {
  const { instanceArn, permissionSetArn: arn, assignTo } = center;
  const instance = instancesOf(world).get(instanceArn) ?? instanceFor(center, account, people);
  const { permissionSets, users, groups } = instance;
  const set = {
    ...{ arn, name: `Set${permissionSets.length + 1}`, sessionDuration: USUAL_SESSION },
    policies: ["arn:aws:iam::aws:policy/AdministratorAccess"],
  };
  instancesOf(world).set(instanceArn, {
    ...instance,
    permissionSets: permissionSets.some((each) => each.arn === arn)
      ? permissionSets
      : [...permissionSets, set],
    groups: assignTo === "owner" ? groups : { ...groups, [assignTo.group]: Object.values(users) },
  });
}
