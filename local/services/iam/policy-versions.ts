import type {
  CreatePolicyVersionCommandInput,
  CreatePolicyVersionCommandOutput,
  DeletePolicyVersionCommandInput,
  GetPolicyVersionCommandInput,
  GetPolicyVersionCommandOutput,
  ListPolicyVersionsCommandInput,
  ListPolicyVersionsCommandOutput,
  PolicyVersion,
  SetDefaultPolicyVersionCommandInput,
} from "@aws-sdk/client-iam";
import type { World } from "../../kernel/service.ts";
import { encoded } from "./answers.ts";
import { deleteConflict, limitReached, noSuchEntity } from "./errors.ts";
import { policyFor } from "./find.ts";
import { checkManagedDocument } from "./make-policy.ts";
import { ownPolicy, policyTarget } from "./managed-policies.ts";
import { moment } from "./moment.ts";
import { type Answer, iamOperation } from "./operation.ts";
import { PAGE_MEMBERS, pageOf } from "./paging.ts";
import { QUOTAS } from "./quotas.ts";
import type { ManagedPolicyRecord, PolicyVersionRecord } from "./records.ts";
import { keyOf, policiesOf } from "./tables.ts";

function answerOf(policy: ManagedPolicyRecord, version: PolicyVersionRecord): PolicyVersion {
  return {
    VersionId: version.id,
    IsDefaultVersion: version.id === policy.defaultVersion,
    CreateDate: moment(version.createdAt),
  };
}

function replace(world: World, policy: ManagedPolicyRecord): void {
  const changed = { ...policy, updatedAt: world.clock.now() };
  policiesOf(world, policy.account).set(keyOf(policy.name), changed);
}

function versionOf(policy: ManagedPolicyRecord, id: string | undefined): PolicyVersionRecord {
  const version = policy.versions.find((each) => each.id === id);
  if (version) return version;
  throw noSuchEntity(`Policy ${policy.name} version ${id} does not exist or is not attachable.`);
}

const create = iamOperation<
  CreatePolicyVersionCommandInput,
  Answer<CreatePolicyVersionCommandOutput>
>({
  name: "CreatePolicyVersion",
  members: ["PolicyArn", "PolicyDocument", "SetAsDefault"],
  on: policyTarget,
  run({ PolicyArn, PolicyDocument: document = "", SetAsDefault = false }, call) {
    const policy = ownPolicy(call, PolicyArn);
    checkManagedDocument(document);
    if (policy.versions.length >= QUOTAS.policyVersions) {
      throw limitReached(
        "A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.",
      );
    }
    const version = { id: `v${policy.nextVersion}`, document, createdAt: call.world.clock.now() };
    const changed: ManagedPolicyRecord = {
      ...policy,
      versions: [version, ...policy.versions],
      nextVersion: policy.nextVersion + 1,
      defaultVersion: SetAsDefault ? version.id : policy.defaultVersion,
    };
    replace(call.world, changed);
    return { PolicyVersion: answerOf(changed, version) };
  },
});

const get = iamOperation<GetPolicyVersionCommandInput, Answer<GetPolicyVersionCommandOutput>>({
  name: "GetPolicyVersion",
  members: ["PolicyArn", "VersionId"],
  on: policyTarget,
  run({ PolicyArn, VersionId }, call) {
    const policy = policyFor(call, PolicyArn);
    const version = versionOf(policy, VersionId);
    return {
      PolicyVersion: { Document: encoded(version.document), ...answerOf(policy, version) },
    };
  },
});

const list = iamOperation<ListPolicyVersionsCommandInput, Answer<ListPolicyVersionsCommandOutput>>({
  name: "ListPolicyVersions",
  members: ["PolicyArn", ...PAGE_MEMBERS],
  on: policyTarget,
  run(input, call) {
    const policy = policyFor(call, input.PolicyArn);
    // Newest first: the marker counts backwards.
    const order = ({ id }: PolicyVersionRecord) =>
      (policy.nextVersion - Number(id.slice(1))).toString().padStart(6, "0");
    const { items, more } = pageOf(policy.versions, order, input);
    return { Versions: items.map((version) => answerOf(policy, version)), ...more };
  },
});

const setDefault = iamOperation<SetDefaultPolicyVersionCommandInput, object>({
  name: "SetDefaultPolicyVersion",
  members: ["PolicyArn", "VersionId"],
  on: policyTarget,
  run({ PolicyArn, VersionId }, call) {
    const policy = ownPolicy(call, PolicyArn);
    replace(call.world, { ...policy, defaultVersion: versionOf(policy, VersionId).id });
    return {};
  },
});

const remove = iamOperation<DeletePolicyVersionCommandInput, object>({
  name: "DeletePolicyVersion",
  members: ["PolicyArn", "VersionId"],
  on: policyTarget,
  run({ PolicyArn, VersionId }, call) {
    const policy = ownPolicy(call, PolicyArn);
    const { id } = versionOf(policy, VersionId);
    if (id === policy.defaultVersion) {
      throw deleteConflict("Cannot delete the default version of a policy.");
    }
    replace(call.world, {
      ...policy,
      versions: policy.versions.filter((each) => each.id !== id),
    });
    return {};
  },
});

export const policyVersionOperations = {
  CreatePolicyVersion: create,
  GetPolicyVersion: get,
  ListPolicyVersions: list,
  SetDefaultPolicyVersion: setDefault,
  DeletePolicyVersion: remove,
};
