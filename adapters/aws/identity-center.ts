import {
  type AccountAssignmentOperationStatus,
  CreateAccountAssignmentCommand,
  DeleteAccountAssignmentCommand,
  DescribeAccountAssignmentCreationStatusCommand,
  DescribeAccountAssignmentDeletionStatusCommand,
  ListAccountAssignmentsCommand,
  SSOAdminClient,
} from "@aws-sdk/client-sso-admin";
import { STSClient } from "@aws-sdk/client-sts";
import type { Assignment } from "../../domain/access/assignee.ts";
import { AwsBusy } from "../../domain/failures.ts";
import type { AssignmentProgress, IdentityCenter } from "../../ports/identity-center.ts";
import { assumeRole, type RoleSession } from "./assume-role.ts";
import { CLIENT_SETTINGS } from "./client-settings.ts";
import { isNamed, translated } from "./translate-failure.ts";

/** Assignments of the organization's instance of IAM Identity Center, in the management account. */
export function awsIdentityCenter(broker: RoleSession): IdentityCenter {
  const credentials = assumeRole(new STSClient(CLIENT_SETTINGS), broker);
  const at = ({ region }: Assignment) =>
    new SSOAdminClient({ ...CLIENT_SETTINGS, region, credentials });
  return {
    assign: async (wanted) => {
      const command = new CreateAccountAssignmentCommand(memberOf(wanted));
      const answer = asked("CreateAccountAssignment", at(wanted).send(command));
      return progressOf((await answer).AccountAssignmentCreationStatus);
    },
    assigning: async (wanted, requestId) => {
      const command = new DescribeAccountAssignmentCreationStatusCommand({
        InstanceArn: wanted.instanceArn,
        AccountAssignmentCreationRequestId: requestId,
      });
      const answer = asked("DescribeAccountAssignmentCreationStatus", at(wanted).send(command));
      return progressOf((await answer).AccountAssignmentCreationStatus);
    },
    unassign: async (wanted) => {
      const command = new DeleteAccountAssignmentCommand(memberOf(wanted));
      const answer = asked("DeleteAccountAssignment", at(wanted).send(command));
      return await answer.then(
        ({ AccountAssignmentDeletionStatus: status }) => progressOf(status),
        unlessGone,
      );
    },
    unassigning: async (wanted, requestId) => {
      const command = new DescribeAccountAssignmentDeletionStatusCommand({
        InstanceArn: wanted.instanceArn,
        AccountAssignmentDeletionRequestId: requestId,
      });
      const answer = asked("DescribeAccountAssignmentDeletionStatus", at(wanted).send(command));
      return progressOf((await answer).AccountAssignmentDeletionStatus);
    },
    isAssigned: (wanted) => isListed(at(wanted), wanted),
  };
}

const memberOf = (wanted: Assignment) => ({
  InstanceArn: wanted.instanceArn,
  PermissionSetArn: wanted.permissionSetArn,
  PrincipalId: wanted.assignee.id,
  PrincipalType: wanted.assignee.type,
  TargetId: wanted.accountId,
  TargetType: "AWS_ACCOUNT" as const,
});

function progressOf(status: AccountAssignmentOperationStatus = {}): AssignmentProgress {
  const { Status, RequestId = "", FailureReason: reason = "No reason was given." } = status;
  if (Status === "SUCCEEDED") return { status: "done" };
  if (Status === "FAILED") return { status: "failed", reason };
  return { status: "pending", requestId: RequestId };
}

/** A conflict says that an earlier write has not arrived everywhere yet (facts 2.7). */
async function asked<T>(what: string, call: Promise<T>): Promise<T> {
  try {
    return await translated(what, call);
  } catch (error) {
    if (!isNamed(error, "ConflictException")) throw error;
    const { message } = error as Error;
    throw new AwsBusy(`${what}: ConflictException: ${message}`, {}, { cause: error });
  }
}

/** An instance or a permission set that was deleted took its assignments with it. */
function unlessGone(error: unknown): AssignmentProgress {
  if (isNamed(error, "ResourceNotFoundException")) return { status: "done" };
  throw error;
}

async function isListed(client: SSOAdminClient, wanted: Assignment): Promise<boolean> {
  let NextToken: string | undefined;
  do {
    const command: ListAccountAssignmentsCommand = new ListAccountAssignmentsCommand({
      InstanceArn: wanted.instanceArn,
      AccountId: wanted.accountId,
      PermissionSetArn: wanted.permissionSetArn,
      NextToken,
    });
    const page = await asked("ListAccountAssignments", client.send(command));
    const ids = (page.AccountAssignments ?? []).map(({ PrincipalId }) => PrincipalId);
    if (ids.includes(wanted.assignee.id)) return true;
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return false;
}
