import * as z from "zod";
import type { ResourceMade, ResourceType } from "../../kernel/service.ts";
import { arnOf } from "./arns.ts";
import { inlinePolicies, tags, tagsFor, withPolicies } from "./cfn-common.ts";
import { groupNamed } from "./find.ts";
import { addToGroup } from "./group-members.ts";
import { LONGEST_GROUP_NAME, makeGroup } from "./groups.ts";
import { GROUP, replaceHolder, USER } from "./holder-kinds.ts";
import { LONGEST_USER_NAME, makeUserRecord } from "./make-user.ts";

const userProperties = z.strictObject({
  Groups: z.array(z.string()).optional(),
  ManagedPolicyArns: z.array(z.string()).optional(),
  Path: z.string().optional(),
  PermissionsBoundary: z.string().optional(),
  Policies: inlinePolicies.optional(),
  Tags: tags.optional(),
  UserName: z.string().optional(),
});

/** A user of a stack. Errors: those of CreateUser, AddUserToGroup, AttachUserPolicy and PutUserPolicy. */
export const userType: ResourceType = {
  type: "AWS::IAM::User",
  properties: Object.keys(userProperties.shape),
  create(given: unknown, context): ResourceMade {
    const { world, account } = context;
    const asked = userProperties.parse(given);
    const UserName = asked.UserName ?? context.physicalName(LONGEST_USER_NAME);
    const Tags = tagsFor(context, asked.Tags);
    const made = makeUserRecord(world, { ...asked, account, UserName, Tags });
    const user = withPolicies(USER, context, { record: made, given: asked });
    replaceHolder(USER, world, user);
    (asked.Groups ?? []).reduce(
      (member, name) => addToGroup(world, member, groupNamed(context, name)),
      user,
    );
    return { ref: user.name, attributes: { Arn: arnOf("user", user) } };
  },
};

const groupProperties = z.strictObject({
  GroupName: z.string().optional(),
  ManagedPolicyArns: z.array(z.string()).optional(),
  Path: z.string().optional(),
  Policies: inlinePolicies.optional(),
});

/** A group of a stack. Errors: those of CreateGroup, AttachGroupPolicy and PutGroupPolicy. */
export const groupType: ResourceType = {
  type: "AWS::IAM::Group",
  properties: Object.keys(groupProperties.shape),
  create(given: unknown, context): ResourceMade {
    const { world, account } = context;
    const asked = groupProperties.parse(given);
    const GroupName = asked.GroupName ?? context.physicalName(LONGEST_GROUP_NAME);
    const made = makeGroup(world, { account, GroupName, Path: asked.Path });
    const group = withPolicies(GROUP, context, { record: made, given: asked });
    replaceHolder(GROUP, world, group);
    return { ref: group.name, attributes: { Arn: arnOf("group", group) } };
  },
};
