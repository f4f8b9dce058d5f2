import {
  type AddPermissionRequest,
  type AddPermissionResponse,
  type GetPolicyRequest,
  type GetPolicyResponse,
  PolicyLengthExceededException,
  type RemovePermissionRequest,
} from "@aws-sdk/client-lambda";
import type { World } from "../../../kernel/service.ts";
import { conflict, notFound } from "../errors.ts";
import { type FunctionRecord, replaceFunction } from "../functions.ts";
import {
  type PolicyStatement,
  policyOf,
  statementFor,
  type WantedPermission,
} from "../resource-policy.ts";
import { functionOperation } from "./function-operation.ts";

/** Bytes of a function's resource policy (Lambda quotas: 20 KB). */
const LONGEST_POLICY = 20_480;

/**
 * Adds a statement to a function's resource policy. Errors: ResourceConflictException for a statement
 * id that is taken, PolicyLengthExceededException.
 */
export function addPermission(
  world: World,
  record: FunctionRecord,
  wanted: WantedPermission,
): PolicyStatement {
  if (record.policy.some(({ Sid }) => Sid === wanted.id))
    throw conflict(
      `The statement id (${wanted.id}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
    );
  const statement = statementFor(record, wanted);
  const changed = { ...record, policy: [...record.policy, statement] };
  if (Buffer.byteLength(policyOf(changed) ?? "") > LONGEST_POLICY)
    throw new PolicyLengthExceededException({
      message: `The final policy size is bigger than the limit (${LONGEST_POLICY}).`,
      Type: "User",
      $metadata: {},
    });
  replaceFunction(world, changed);
  return statement;
}

const add = functionOperation<AddPermissionRequest, AddPermissionResponse>({
  name: "AddPermission",
  members: ["StatementId", "Action", "Principal", "SourceArn", "SourceAccount", "PrincipalOrgID"],
  run(record, input, { world }) {
    const statement = addPermission(world, record, {
      id: input.StatementId ?? "",
      action: input.Action ?? "",
      principal: input.Principal ?? "",
      sourceArn: input.SourceArn,
      sourceAccount: input.SourceAccount,
      principalOrgId: input.PrincipalOrgID,
    });
    return { Statement: JSON.stringify(statement) };
  },
});

const noPolicy = () => notFound("The resource you requested does not exist.");

const get = functionOperation<GetPolicyRequest, GetPolicyResponse>({
  name: "GetPolicy",
  run(record) {
    const Policy = policyOf(record);
    if (Policy === undefined) throw noPolicy();
    return { Policy, RevisionId: record.revision };
  },
});

const remove = functionOperation<RemovePermissionRequest, object>({
  name: "RemovePermission",
  members: ["StatementId"],
  run(record, { StatementId }, { world }) {
    const policy = record.policy.filter(({ Sid }) => Sid !== StatementId);
    if (policy.length === record.policy.length)
      throw notFound(`Statement ${StatementId} is not found in resource policy.`);
    replaceFunction(world, { ...record, policy });
    return {};
  },
});

export const permissionOperations = {
  AddPermission: add,
  GetPolicy: get,
  RemovePermission: remove,
};
