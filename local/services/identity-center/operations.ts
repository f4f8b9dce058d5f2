import type {
  AccountAssignmentOperationStatus,
  CreateAccountAssignmentCommandInput,
  DescribeAccountAssignmentCreationStatusCommandInput,
  DescribeAccountAssignmentDeletionStatusCommandInput,
  ListAccountAssignmentsCommandInput,
} from "@aws-sdk/client-sso-admin";
import { onlyMembers } from "../../kernel/only-members.ts";
import type { Authorization, Call, Operation } from "../../kernel/service.ts";
import { denied, invalid, notFound } from "./failures.ts";
import {
  type AssignmentRecord,
  assignedIn,
  instancesOf,
  type RequestRecord,
  requestsOf,
} from "./records.ts";
import { beginRequest } from "./requests.ts";

/** The permissions of an operation: it must be allowed on each of these (Service Authorization Reference). */
const on =
  (operation: string) =>
  (...resources: readonly string[]): readonly Authorization[] =>
    resources.map((resource) => ({ action: `sso:${operation}`, resource }));

const accountArn = (account = "") => `arn:aws:sso:::account/${account}`;

/** Checks that the caller may know of the instance at all. */
function checkInstance({ world, account, region }: Call, arn = ""): void {
  const instance = instancesOf(world).get(arn);
  if (instance?.region !== region) throw notFound(`Instance ${arn} was not found.`);
  if (instance.account !== account) throw denied("The caller is not the management account.");
}

function assignmentOf(input: CreateAccountAssignmentCommandInput, call: Call): AssignmentRecord {
  const { InstanceArn: instanceArn = "", PermissionSetArn: permissionSetArn = "" } = input;
  checkInstance(call, instanceArn);
  const sets = instancesOf(call.world).get(instanceArn)?.permissionSets ?? [];
  if (!sets.some(({ arn }) => arn === permissionSetArn))
    throw notFound(`Permission set ${permissionSetArn} was not found.`);
  const { PrincipalType, PrincipalId: principalId = "", TargetId: accountId = "" } = input;
  if (input.TargetType !== "AWS_ACCOUNT") throw invalid("TargetType must be AWS_ACCOUNT.");
  if (PrincipalType !== "USER" && PrincipalType !== "GROUP")
    throw invalid("PrincipalType must be USER or GROUP.");
  return { instanceArn, permissionSetArn, principalType: PrincipalType, principalId, accountId };
}

const statusOf = ({
  id,
  assignment,
  ...rest
}: RequestRecord): AccountAssignmentOperationStatus => ({
  ...{ Status: rest.status, RequestId: id, TargetId: assignment.accountId },
  ...{ TargetType: "AWS_ACCOUNT", PermissionSetArn: assignment.permissionSetArn },
  ...{ PrincipalType: assignment.principalType, PrincipalId: assignment.principalId },
  CreatedDate: new Date(rest.createdAt),
  ...(rest.failure === undefined ? {} : { FailureReason: rest.failure }),
});

const MEMBERS = [
  ...["InstanceArn", "PermissionSetArn", "PrincipalId", "PrincipalType"],
  ...["TargetId", "TargetType"],
];

const asking = (
  name: string,
  kind: RequestRecord["kind"],
): Operation<CreateAccountAssignmentCommandInput> => ({
  authorize: ({ InstanceArn = "", PermissionSetArn = "", TargetId }) =>
    on(name)(InstanceArn, PermissionSetArn, accountArn(TargetId)),
  run(input, call) {
    onlyMembers(`sso:${name}`, input, MEMBERS);
    const status = statusOf(beginRequest(call.world, kind, assignmentOf(input, call)));
    return kind === "creation"
      ? { AccountAssignmentCreationStatus: status }
      : { AccountAssignmentDeletionStatus: status };
  },
});

function requestFor(call: Call, kind: RequestRecord["kind"], id = ""): RequestRecord {
  const request = requestsOf(call.world).get(id);
  if (request?.kind !== kind) throw notFound(`Request ${id} was not found.`);
  return request;
}

const creationStatus: Operation<DescribeAccountAssignmentCreationStatusCommandInput> = {
  authorize: ({ InstanceArn = "" }) => on("DescribeAccountAssignmentCreationStatus")(InstanceArn),
  run(input, call) {
    const { InstanceArn, AccountAssignmentCreationRequestId: id, ...rest } = input;
    onlyMembers("sso:DescribeAccountAssignmentCreationStatus", rest, []);
    checkInstance(call, InstanceArn);
    return { AccountAssignmentCreationStatus: statusOf(requestFor(call, "creation", id)) };
  },
};

const deletionStatus: Operation<DescribeAccountAssignmentDeletionStatusCommandInput> = {
  authorize: ({ InstanceArn = "" }) => on("DescribeAccountAssignmentDeletionStatus")(InstanceArn),
  run(input, call) {
    const { InstanceArn, AccountAssignmentDeletionRequestId: id, ...rest } = input;
    onlyMembers("sso:DescribeAccountAssignmentDeletionStatus", rest, []);
    checkInstance(call, InstanceArn);
    return { AccountAssignmentDeletionStatus: statusOf(requestFor(call, "deletion", id)) };
  },
};

/** All on one page: nobody assigns many to one account here. */
const list: Operation<ListAccountAssignmentsCommandInput> = {
  authorize: ({ InstanceArn = "", PermissionSetArn = "", AccountId }) =>
    on("ListAccountAssignments")(InstanceArn, PermissionSetArn, accountArn(AccountId)),
  run(input, call) {
    const { InstanceArn, AccountId = "", PermissionSetArn = "", ...rest } = input;
    onlyMembers("sso:ListAccountAssignments", rest, []);
    checkInstance(call, InstanceArn);
    const found = assignedIn(call.world, {
      ...{ accountId: AccountId, permissionSetArn: PermissionSetArn },
    });
    return {
      AccountAssignments: found.map(({ principalId, principalType }) => ({
        ...{ AccountId, PermissionSetArn },
        ...{ PrincipalId: principalId, PrincipalType: principalType },
      })),
    };
  },
};

export const operations = {
  CreateAccountAssignment: asking("CreateAccountAssignment", "creation"),
  DeleteAccountAssignment: asking("DeleteAccountAssignment", "deletion"),
  DescribeAccountAssignmentCreationStatus: creationStatus,
  DescribeAccountAssignmentDeletionStatus: deletionStatus,
  ListAccountAssignments: list,
};
