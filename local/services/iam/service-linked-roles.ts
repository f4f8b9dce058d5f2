import type {
  CreateServiceLinkedRoleCommandInput,
  CreateServiceLinkedRoleCommandOutput,
  DeleteServiceLinkedRoleCommandInput,
  DeleteServiceLinkedRoleCommandOutput,
  GetServiceLinkedRoleDeletionStatusCommandInput,
  GetServiceLinkedRoleDeletionStatusCommandOutput,
} from "@aws-sdk/client-iam";
import type { OrganizationView } from "../../identity/organization-view.ts";
import type { Collection } from "../../kernel/collection.ts";
import type { Operation, World } from "../../kernel/service.ts";
import { roleInList } from "./answers.ts";
import { arnOf } from "./arns.ts";
import { invalidInput, noSuchEntity } from "./errors.ts";
import { roleNamed } from "./find.ts";
import { ROLE, targetOf } from "./holder-kinds.ts";
import { linkedRoleArn, makeServiceLinkedRole } from "./make-service-linked-role.ts";
import { type Answer, iamOperation } from "./operation.ts";
import { keyOf, rolesOf } from "./tables.ts";

/** How the deletion of a service-linked role ended. */
interface DeletionTask {
  readonly account: string;
  /** Why it failed; absent when it succeeded. */
  readonly reason?: string;
}

function tasksOf(world: World, account: string): Collection<DeletionTask> {
  return world.storage.collection({ service: "iam", account, region: "global" }, "deletionTasks");
}

const create = iamOperation<
  CreateServiceLinkedRoleCommandInput,
  Answer<CreateServiceLinkedRoleCommandOutput>
>({
  name: "CreateServiceLinkedRole",
  members: ["AWSServiceName", "Description"],
  on: ({ AWSServiceName = "" }, { account }) => ({ arn: linkedRoleArn(account, AWSServiceName) }),
  run({ AWSServiceName = "", Description }, { world, account }) {
    const made = makeServiceLinkedRole(world, account, AWSServiceName);
    const role = Description === undefined ? made : { ...made, description: Description };
    rolesOf(world, account).set(keyOf(role.name), role);
    return { Role: roleInList(world, role) };
  },
});

/** Services delete their role when it is unused; Organizations uses it as long as the account is a member. */
const remove = (organization: OrganizationView) =>
  iamOperation<DeleteServiceLinkedRoleCommandInput, Answer<DeleteServiceLinkedRoleCommandOutput>>({
    name: "DeleteServiceLinkedRole",
    members: ["RoleName"],
    on: (input, call) => targetOf(ROLE, input, call),
    run({ RoleName }, call) {
      const { world, account } = call;
      const role = roleNamed(call, RoleName);
      if (!role.path.startsWith("/aws-service-role/")) {
        throw invalidInput(`The role ${role.name} is not a service-linked role.`);
      }
      const isInUse = organization.membershipOf(account) !== undefined;
      if (!isInUse) rolesOf(world, account).delete(keyOf(role.name));
      const id = `task${role.path}${role.name}/${world.random.uuid()}`;
      const reason = `The account is a member of an organization, which uses ${arnOf("role", role)}.`;
      tasksOf(world, account).set(id, { account, ...(isInUse && { reason }) });
      return { DeletionTaskId: id };
    },
  });

const status = iamOperation<
  GetServiceLinkedRoleDeletionStatusCommandInput,
  Answer<GetServiceLinkedRoleDeletionStatusCommandOutput>
>({
  name: "GetServiceLinkedRoleDeletionStatus",
  members: ["DeletionTaskId"],
  on: ({ DeletionTaskId = "" }, { account }) => ({
    arn: `arn:aws:iam::${account}:role/${DeletionTaskId.split("/").slice(1, -1).join("/")}`,
  }),
  run({ DeletionTaskId = "" }, { world, account }) {
    const task = tasksOf(world, account).get(DeletionTaskId);
    if (!task) throw noSuchEntity(`Deletion task ${DeletionTaskId} cannot be found.`);
    if (task.reason === undefined) return { Status: "SUCCEEDED" };
    return { Status: "FAILED", Reason: { Reason: task.reason } };
  },
});

/** Roles that belong to AWS's services. */
export function serviceLinkedRoleOperations(
  organization: OrganizationView,
): Readonly<Record<string, Operation>> {
  return {
    CreateServiceLinkedRole: create,
    DeleteServiceLinkedRole: remove(organization),
    GetServiceLinkedRoleDeletionStatus: status,
  };
}
