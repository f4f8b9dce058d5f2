import * as z from "zod";
import type { ResourceMade, ResourceType } from "../../kernel/service.ts";
import { checkRetention, makeGroup } from "./group-operations.ts";
import { groupArn } from "./groups.ts";

const LONGEST_NAME = 512;

const groupProperties = z.strictObject({
  LogGroupName: z.string().optional(),
  RetentionInDays: z.coerce.number().int().optional(),
  LogGroupClass: z.literal("STANDARD").optional(),
  Tags: z.array(z.strictObject({ Key: z.string(), Value: z.string() })).default([]),
});

/** A log group. Errors: those of CreateLogGroup and PutRetentionPolicy. */
export const logGroupType: ResourceType = {
  type: "AWS::Logs::LogGroup",
  properties: Object.keys(groupProperties.shape),
  create(given: unknown, context): ResourceMade {
    const asked = groupProperties.parse(given);
    const { world, account, region } = context;
    const name = asked.LogGroupName ?? context.physicalName(LONGEST_NAME);
    const own = Object.fromEntries(asked.Tags.map(({ Key, Value }) => [Key, Value]));
    const tags = { ...context.tags, ...own };
    const { RetentionInDays: retentionDays } = asked;
    if (retentionDays !== undefined) checkRetention(retentionDays);
    const group = { name, account, region, createdAt: world.clock.now(), tags };
    makeGroup(world, { ...group, ...(retentionDays !== undefined && { retentionDays }) });
    return { ref: name, attributes: { Arn: `${groupArn(context, name)}:*` } };
  },
};

const queryProperties = z.strictObject({
  Name: z.string().min(1).max(255),
  QueryString: z.string().min(1).max(10_000),
  LogGroupNames: z.array(z.string()).max(50).default([]),
});

/** A saved query of Logs Insights. It is taken down and never run: a browser does that. */
export const queryType: ResourceType = {
  type: "AWS::Logs::QueryDefinition",
  properties: Object.keys(queryProperties.shape),
  create(given: unknown, context): ResourceMade {
    queryProperties.parse(given);
    const id = context.physicalName(LONGEST_NAME);
    return { ref: id, attributes: { QueryDefinitionId: id } };
  },
};
