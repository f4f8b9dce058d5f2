import type {
  DeleteRuleRequest,
  DescribeRuleRequest,
  DescribeRuleResponse,
  ListRulesRequest,
  ListRulesResponse,
  PutRuleRequest,
  PutRuleResponse,
  Rule,
  TestEventPatternRequest,
  TestEventPatternResponse,
} from "@aws-sdk/client-eventbridge";
import type { Call, Operation } from "../../../kernel/service.ts";
import { isObject, type Json } from "../../json-path/json.ts";
import { pageOf } from "../../paging/page.ts";
import { checkNotManaged, patternOf, validation } from "../errors.ts";
import { findBus, findRule } from "../find.ts";
import { makeRule } from "../make-rule.ts";
import {
  type Answer,
  busName,
  creatorContext,
  eventsOperation,
  passRoles,
  type RuleInput,
  requestTags,
  ruleArnOf,
  ruleOf,
} from "../operation.ts";
import { type RuleRecord, ruleKey, rulesAt, rulesOf } from "../records.ts";
import type { Timetable } from "../timetable.ts";

type Nothing = Record<string, never>;

export const invalidToken = () => validation("The token is not valid.");

const PAGE = 100;

const shown = (rule: RuleRecord): Rule => ({
  Name: rule.name,
  Arn: rule.arn,
  EventPattern: rule.pattern,
  ScheduleExpression: rule.schedule,
  State: rule.isEnabled ? "ENABLED" : "DISABLED",
  Description: rule.description,
  RoleArn: rule.roleArn,
  ManagedBy: rule.managedBy,
  EventBusName: rule.bus,
});

const putRule = (timetable: Timetable): Operation<PutRuleRequest, Answer<PutRuleResponse>> =>
  eventsOperation({
    name: "PutRule",
    members: [
      ...(["Name", "EventPattern", "ScheduleExpression", "State", "Description"] as const),
      ...(["RoleArn", "Tags", "EventBusName"] as const),
    ],
    resource: ruleArnOf,
    context: (input, call) => ({ ...creatorContext(input, call), ...requestTags(input.Tags) }),
    besides: ({ RoleArn }) => passRoles([RoleArn]),
    run: (input, call) => ({
      RuleArn: makeRule(call.world, { site: call, timetable }, input).arn,
    }),
  });

const describeRule: Operation<DescribeRuleRequest, Answer<DescribeRuleResponse>> = eventsOperation({
  name: "DescribeRule",
  members: ["Name", "EventBusName"],
  resource: ruleArnOf,
  context: creatorContext,
  run(input, call) {
    const rule = findRule(call, input);
    return { ...shown(rule), CreatedBy: rule.createdBy };
  },
});

const listRules: Operation<ListRulesRequest, Answer<ListRulesResponse>> = eventsOperation({
  name: "ListRules",
  members: ["NamePrefix", "EventBusName", "NextToken", "Limit"],
  run({ NamePrefix = "", EventBusName, NextToken, Limit = PAGE }, call) {
    const bus = busName(EventBusName);
    findBus(call.world, call, bus);
    const all = rulesOf(call.world, call, bus).filter(({ name }) => name.startsWith(NamePrefix));
    const { items, next } = pageOf(all, { limit: Limit, token: NextToken }, invalidToken);
    return { Rules: items.map(shown), ...(next !== undefined && { NextToken: next }) };
  },
});

/** A rule that does not exist is deleted already. */
const deleteRule = (timetable: Timetable): Operation<DeleteRuleRequest, Nothing> =>
  eventsOperation({
    name: "DeleteRule",
    members: ["Name", "EventBusName", "Force"],
    resource: ruleArnOf,
    context: creatorContext,
    run(input, call) {
      const { bus } = ruleOf(input);
      findBus(call.world, call, bus);
      const rule = rulesAt(call.world, call).get(ruleKey(ruleOf(input)));
      if (!rule) return {};
      checkNotManaged(rule, input.Force);
      if (rule.targets.length > 0) throw validation("Rule can't be deleted since it has targets.");
      timetable.remove(call, rule);
      return {};
    },
  });

const switchRule = (
  timetable: Timetable,
  name: "EnableRule" | "DisableRule",
): Operation<RuleInput, Nothing> =>
  eventsOperation({
    name,
    members: ["Name", "EventBusName"],
    resource: ruleArnOf,
    context: creatorContext,
    run(input, call: Call) {
      const { next: _, ...rule } = findRule(call, input);
      checkNotManaged(rule, false);
      timetable.put(call, { ...rule, isEnabled: name === "EnableRule" });
      return {};
    },
  });

const testEventPattern: Operation<
  TestEventPatternRequest,
  Answer<TestEventPatternResponse>
> = eventsOperation({
  name: "TestEventPattern",
  members: ["EventPattern", "Event"],
  run({ EventPattern = "", Event = "" }) {
    const matches = patternOf(EventPattern);
    const event = parsed(Event);
    const required = ["id", "account", "source", "time", "region", "resources", "detail-type"];
    if (!isObject(event) || required.some((name) => event[name] === undefined)) {
      throw validation("Parameter Event is not valid.");
    }
    return { Result: matches(event) };
  },
});

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw validation("Parameter Event is not valid.");
  }
}

/** Operations on rules themselves. */
export const ruleOperations = (timetable: Timetable) => ({
  PutRule: putRule(timetable),
  DescribeRule: describeRule,
  ListRules: listRules,
  DeleteRule: deleteRule(timetable),
  EnableRule: switchRule(timetable, "EnableRule"),
  DisableRule: switchRule(timetable, "DisableRule"),
  TestEventPattern: testEventPattern,
});
