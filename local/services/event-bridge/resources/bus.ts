import * as z from "zod";
import type { ResourceMade, ResourceType } from "../../../kernel/service.ts";
import { addStatement, parsePolicy, statementOf, writePolicy } from "../bus-policy.ts";
import { findBus } from "../find.ts";
import { makeBus } from "../make-bus.ts";
import { tagsOf } from "../operation.ts";
import { busArn, DEFAULT_BUS } from "../records.ts";

const tag = z.strictObject({ Key: z.string(), Value: z.string() });

const busProperties = z.strictObject({
  Name: z.string(),
  Description: z.string().optional(),
  /** A policy of the bus, as the bus itself can bring it. */
  Policy: z.looseObject({}).optional(),
  Tags: z.array(tag).optional(),
});

/** An event bus. Errors: those of CreateEventBus. */
export const eventBusType: ResourceType = {
  type: "AWS::Events::EventBus",
  properties: Object.keys(busProperties.shape),
  create(given: unknown, context): ResourceMade {
    const { Name: name, Description, Policy, Tags } = busProperties.parse(given);
    makeBus(context.world, context, {
      name,
      tags: { ...context.tags, ...tagsOf(Tags) },
      ...(Description !== undefined && { description: Description }),
    });
    if (Policy) {
      const policy = parsePolicy(JSON.stringify(Policy));
      writePolicy(context.world, { site: context, bus: name }, policy);
    }
    return { ref: name, attributes: { Arn: busArn(context, name), Name: name } };
  },
};

const policyProperties = z.strictObject({
  EventBusName: z.string().optional(),
  StatementId: z.string(),
  Statement: z.looseObject({}).optional(),
  Action: z.string().optional(),
  Principal: z.string().optional(),
  Condition: z.strictObject({ Type: z.string(), Key: z.string(), Value: z.string() }).optional(),
});

/** A statement of a bus's policy. Errors: those of PutPermission. */
export const eventBusPolicyType: ResourceType = {
  type: "AWS::Events::EventBusPolicy",
  properties: Object.keys(policyProperties.shape),
  create(given: unknown, context): ResourceMade {
    const asked = policyProperties.parse(given);
    const { EventBusName: bus = DEFAULT_BUS, StatementId: sid, Statement, Condition } = asked;
    findBus(context.world, context, bus);
    const { Action: action = "events:PutEvents", Principal: principal = "" } = asked;
    const statement = Statement
      ? { ...Statement, Sid: sid }
      : statementOf(context, bus, { sid, action, principal, condition: Condition });
    addStatement(context.world, { site: context, bus }, statement);
    return { ref: `${bus}|${sid}`, attributes: {} };
  },
};
