import * as z from "zod";
import type { ResourceMade, ResourceType } from "../../../kernel/service.ts";
import { createGroup } from "../groups.ts";
import { tagsOf } from "../operations/groups.ts";
import { groupArn } from "../records.ts";

const LONGEST_NAME = 64;

const properties = z.strictObject({
  Name: z.string().optional(),
  Tags: z.array(z.strictObject({ Key: z.string(), Value: z.string() })).optional(),
});

/** A group of schedules. Errors: those of CreateScheduleGroup. */
export const scheduleGroupType: ResourceType = {
  type: "AWS::Scheduler::ScheduleGroup",
  properties: Object.keys(properties.shape),
  create(given: unknown, context): ResourceMade {
    const { Name, Tags } = properties.parse(given);
    const { name, createdAt } = createGroup(context.world, context, {
      name: Name ?? context.physicalName(LONGEST_NAME),
      tags: { ...context.tags, ...tagsOf(Tags) },
    });
    const date = new Date(createdAt).toISOString();
    return {
      ref: name,
      attributes: {
        Arn: groupArn(context, name),
        State: "ACTIVE",
        CreationDate: date,
        LastModificationDate: date,
      },
    };
  },
};
