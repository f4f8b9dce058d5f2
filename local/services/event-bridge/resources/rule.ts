import * as z from "zod";
import type { ResourceMade, ResourceType } from "../../../kernel/service.ts";
import { alreadyExists } from "../errors.ts";
import { makeRule } from "../make-rule.ts";
import { busName } from "../operation.ts";
import { DEFAULT_BUS, ruleKey, rulesAt } from "../records.ts";
import { setTargets } from "../set-targets.ts";
import type { Timetable } from "../timetable.ts";

const LONGEST_NAME = 64;

const count = z.coerce.number().int();

const target = z.strictObject({
  Id: z.string(),
  Arn: z.string(),
  RoleArn: z.string().optional(),
  Input: z.string().optional(),
  InputPath: z.string().optional(),
  InputTransformer: z
    .strictObject({
      InputPathsMap: z.record(z.string(), z.string()).optional(),
      InputTemplate: z.string(),
    })
    .optional(),
  RetryPolicy: z
    .strictObject({
      MaximumRetryAttempts: count.optional(),
      MaximumEventAgeInSeconds: count.optional(),
    })
    .optional(),
  DeadLetterConfig: z.strictObject({ Arn: z.string() }).optional(),
  SqsParameters: z.strictObject({ MessageGroupId: z.string() }).optional(),
});

const properties = z.strictObject({
  Name: z.string().optional(),
  Description: z.string().optional(),
  EventBusName: z.string().optional(),
  EventPattern: z.looseObject({}).optional(),
  ScheduleExpression: z.string().optional(),
  State: z.enum(["ENABLED", "DISABLED"]).optional(),
  RoleArn: z.string().optional(),
  Targets: z.array(target).optional(),
  Tags: z.array(z.strictObject({ Key: z.string(), Value: z.string() })).optional(),
});

/** A rule with its targets. Errors: those of PutRule and PutTargets. */
export const ruleType = (timetable: Timetable): ResourceType => ({
  type: "AWS::Events::Rule",
  properties: Object.keys(properties.shape),
  create(given: unknown, context): ResourceMade {
    const { EventPattern, Targets = [], Tags = [], ...asked } = properties.parse(given);
    const name = asked.Name ?? context.physicalName(LONGEST_NAME);
    const bus = busName(asked.EventBusName);
    if (rulesAt(context.world, context).has(ruleKey({ bus, name }))) {
      throw alreadyExists(`Rule ${name} already exists on event bus ${bus}.`);
    }
    const stackTags = Object.entries(context.tags).map(([Key, Value]) => ({ Key, Value }));
    const rule = makeRule(
      context.world,
      { site: context, timetable },
      {
        ...asked,
        Name: name,
        EventPattern: EventPattern && JSON.stringify(EventPattern),
        Tags: [...stackTags, ...Tags],
      },
    );
    setTargets(timetable, rule, Targets);
    return {
      ref: bus === DEFAULT_BUS ? name : `${bus}|${name}`,
      attributes: { Arn: rule.arn },
    };
  },
});
