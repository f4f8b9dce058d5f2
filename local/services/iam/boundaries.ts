import type { Operation } from "../../kernel/service.ts";
import { policyFor } from "./find.ts";
import { boundTargetOf, type HolderInput, type HolderKind, replaceHolder } from "./holder-kinds.ts";
import { iamOperation } from "./operation.ts";

interface BoundaryInput extends HolderInput {
  readonly PermissionsBoundary?: string | undefined;
}

function put(kind: HolderKind) {
  return iamOperation<BoundaryInput, object>({
    name: `Put${kind.noun}PermissionsBoundary`,
    members: [kind.member, "PermissionsBoundary"],
    on: (input, call) => boundTargetOf(kind, input, call),
    run(input, call) {
      const { PermissionsBoundary: boundary = "" } = input;
      const record = kind.find(call, input);
      kind.checkModifiable(record);
      policyFor(call, boundary, `Policy ${boundary} does not exist or is not attachable.`);
      replaceHolder(kind, call.world, { ...record, boundary });
      return {};
    },
  });
}

function remove(kind: HolderKind) {
  return iamOperation<HolderInput, object>({
    name: `Delete${kind.noun}PermissionsBoundary`,
    members: [kind.member],
    on: (input, call) => boundTargetOf(kind, input, call),
    run(input, call) {
      const record = kind.find(call, input);
      kind.checkModifiable(record);
      // Without complaint where there is none: aws-nuke v3 does it again at every try to delete a user.
      const { boundary: _removed, ...rest } = record;
      replaceHolder(kind, call.world, rest);
      return {};
    },
  });
}

/** Permissions boundaries of users or roles; groups have none. */
export function boundaryOperations(kind: HolderKind): Readonly<Record<string, Operation>> {
  return {
    [`Put${kind.noun}PermissionsBoundary`]: put(kind),
    [`Delete${kind.noun}PermissionsBoundary`]: remove(kind),
  };
}
