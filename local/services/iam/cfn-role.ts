import * as z from "zod";
import type { ResourceMade, ResourceType } from "../../kernel/service.ts";
import { arnOf } from "./arns.ts";
import { inlinePolicies, policyDocument, tags, tagsFor, withPolicies } from "./cfn-common.ts";
import { ROLE, replaceHolder } from "./holder-kinds.ts";
import { LONGEST_ROLE_NAME, makeRole } from "./make-role.ts";
import type { AccountExists } from "./trust-policy.ts";

const properties = z.strictObject({
  AssumeRolePolicyDocument: policyDocument,
  Description: z.string().optional(),
  ManagedPolicyArns: z.array(z.string()).optional(),
  MaxSessionDuration: z.coerce.number().optional(),
  Path: z.string().optional(),
  PermissionsBoundary: z.string().optional(),
  Policies: inlinePolicies.optional(),
  RoleName: z.string().optional(),
  Tags: tags.optional(),
});

/** A role of a stack. Errors: those of CreateRole, AttachRolePolicy and PutRolePolicy. */
export const roleType = (accountExists: AccountExists): ResourceType => ({
  type: "AWS::IAM::Role",
  properties: Object.keys(properties.shape),
  create(given: unknown, context): ResourceMade {
    const { world, account } = context;
    const asked = properties.parse(given);
    const RoleName = asked.RoleName ?? context.physicalName(LONGEST_ROLE_NAME);
    const Tags = tagsFor(context, asked.Tags);
    const made = makeRole(world, { ...asked, account, RoleName, Tags }, accountExists);
    const role = withPolicies(ROLE, context, { record: made, given: asked });
    replaceHolder(ROLE, world, role);
    return { ref: role.name, attributes: { Arn: arnOf("role", role), RoleId: role.id } };
  },
});
