import * as z from "zod";
import type { ResourceContext, ResourceMade, ResourceType } from "../../kernel/service.ts";
import { arnOf } from "./arns.ts";
import { withAttached } from "./attached-policies.ts";
import { policyDocument } from "./cfn-common.ts";
import { validationError } from "./errors.ts";
import {
  GROUP,
  type HolderInput,
  type HolderKind,
  ROLE,
  replaceHolder,
  USER,
} from "./holder-kinds.ts";
import { withInline } from "./inline-policies.ts";
import { LONGEST_POLICY_NAME, makePolicy } from "./make-policy.ts";
import type { PolicyHolder } from "./records.ts";

const attached = {
  Groups: z.array(z.string()).optional(),
  Roles: z.array(z.string()).optional(),
  Users: z.array(z.string()).optional(),
};

interface AttachedTo {
  readonly Groups?: readonly string[] | undefined;
  readonly Roles?: readonly string[] | undefined;
  readonly Users?: readonly string[] | undefined;
}

type Change = (kind: HolderKind, record: PolicyHolder) => PolicyHolder;

/** Changes everybody to whom a policy of a template is attached. Errors: NoSuchEntity. */
function changeAll(context: ResourceContext, to: AttachedTo, change: Change): void {
  const all: readonly (readonly [HolderKind, HolderInput])[] = [
    ...(to.Groups ?? []).map((GroupName) => [GROUP, { GroupName }] as const),
    ...(to.Roles ?? []).map((RoleName) => [ROLE, { RoleName }] as const),
    ...(to.Users ?? []).map((UserName) => [USER, { UserName }] as const),
  ];
  for (const [kind, input] of all) {
    replaceHolder(kind, context.world, change(kind, kind.find(context, input)));
  }
}

const inlineProperties = z.strictObject({
  PolicyName: z.string(),
  PolicyDocument: policyDocument,
  ...attached,
});

/** An inline policy in users, roles or groups of the account. Errors: those of PutRolePolicy. */
export const policyType: ResourceType = {
  type: "AWS::IAM::Policy",
  properties: Object.keys(inlineProperties.shape),
  create(given: unknown, context): ResourceMade {
    const asked = inlineProperties.parse(given);
    const { PolicyName: name, PolicyDocument: document } = asked;
    const holders = [asked.Groups, asked.Roles, asked.Users].flatMap((names) => names ?? []);
    if (holders.length === 0) {
      throw validationError("At least one of [Groups,Roles,Users] must be non-empty.");
    }
    changeAll(context, asked, (kind, record) => withInline(kind, record, { name, document }));
    return { ref: name, attributes: { Id: context.physicalName(LONGEST_POLICY_NAME) } };
  },
};

const managedProperties = z.strictObject({
  Description: z.string().optional(),
  ManagedPolicyName: z.string().optional(),
  Path: z.string().optional(),
  PolicyDocument: policyDocument,
  ...attached,
});

/** A customer managed policy. Errors: those of CreatePolicy and AttachRolePolicy. */
export const managedPolicyType: ResourceType = {
  type: "AWS::IAM::ManagedPolicy",
  properties: Object.keys(managedProperties.shape),
  create(given: unknown, context): ResourceMade {
    const { world, account } = context;
    const asked = managedProperties.parse(given);
    const PolicyName = asked.ManagedPolicyName ?? context.physicalName(LONGEST_POLICY_NAME);
    const policy = makePolicy(world, { ...asked, account, PolicyName });
    const arn = arnOf("policy", policy);
    changeAll(context, asked, (kind, record) => withAttached(kind, record, arn));
    return { ref: arn, attributes: { PolicyArn: arn, PolicyId: policy.id } };
  },
};
