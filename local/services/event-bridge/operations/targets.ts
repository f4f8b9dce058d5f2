import type {
  ListRuleNamesByTargetRequest,
  ListRuleNamesByTargetResponse,
  ListTargetsByRuleRequest,
  ListTargetsByRuleResponse,
  PutTargetsRequest,
  PutTargetsResponse,
  RemoveTargetsRequest,
  RemoveTargetsResponse,
} from "@aws-sdk/client-eventbridge";
import type { Operation } from "../../../kernel/service.ts";
import { pageOf } from "../../paging/page.ts";
import { checkNotManaged } from "../errors.ts";
import { findBus, findRule } from "../find.ts";
import {
  type Answer,
  busName,
  creatorContext,
  eventsOperation,
  passRoles,
  ruleArnOf,
} from "../operation.ts";
import { rulesOf } from "../records.ts";
import { setTargets } from "../set-targets.ts";
import type { Timetable } from "../timetable.ts";
import { invalidToken } from "./rules.ts";

const PAGE = 100;

const putTargets = (
  timetable: Timetable,
): Operation<PutTargetsRequest, Answer<PutTargetsResponse>> =>
  eventsOperation({
    name: "PutTargets",
    members: ["Rule", "EventBusName", "Targets"],
    resource: ruleArnOf,
    context: (input, call) => ({
      ...creatorContext(input, call),
      "events:TargetArn": (input.Targets ?? []).map(({ Arn = "" }) => Arn),
    }),
    besides: ({ Targets = [] }) => passRoles(Targets.map(({ RoleArn }) => RoleArn)),
    run(input, call) {
      const rule = findRule(call, input);
      checkNotManaged(rule, false);
      setTargets(timetable, rule, input.Targets ?? []);
      return { FailedEntryCount: 0, FailedEntries: [] };
    },
  });

const removeTargets = (
  timetable: Timetable,
): Operation<RemoveTargetsRequest, Answer<RemoveTargetsResponse>> =>
  eventsOperation({
    name: "RemoveTargets",
    members: ["Rule", "EventBusName", "Ids", "Force"],
    resource: ruleArnOf,
    context: creatorContext,
    run(input, call) {
      const { next: _, ...rule } = findRule(call, input);
      checkNotManaged(rule, input.Force);
      const ids = input.Ids ?? [];
      const FailedEntries = ids
        .filter((id) => !rule.targets.some(({ Id }) => Id === id))
        .map((TargetId) => ({
          TargetId,
          ErrorCode: "ResourceNotFoundException",
          ErrorMessage: `Rule ${rule.name} does not have a target with the Id ${TargetId}.`,
        }));
      const targets = rule.targets.filter(({ Id = "" }) => !ids.includes(Id));
      timetable.put(call, { ...rule, targets });
      return { FailedEntryCount: FailedEntries.length, FailedEntries };
    },
  });

const listTargetsByRule: Operation<
  ListTargetsByRuleRequest,
  Answer<ListTargetsByRuleResponse>
> = eventsOperation({
  name: "ListTargetsByRule",
  members: ["Rule", "EventBusName", "NextToken", "Limit"],
  resource: ruleArnOf,
  context: creatorContext,
  run(input, call) {
    const { targets } = findRule(call, input);
    const asked = { limit: input.Limit ?? PAGE, token: input.NextToken };
    const { items, next } = pageOf(targets, asked, invalidToken);
    return { Targets: [...items], ...(next !== undefined && { NextToken: next }) };
  },
});

const listRuleNamesByTarget: Operation<
  ListRuleNamesByTargetRequest,
  Answer<ListRuleNamesByTargetResponse>
> = eventsOperation({
  name: "ListRuleNamesByTarget",
  members: ["TargetArn", "EventBusName", "NextToken", "Limit"],
  run({ TargetArn, EventBusName, NextToken, Limit = PAGE }, call) {
    const bus = busName(EventBusName);
    findBus(call.world, call, bus);
    const names = rulesOf(call.world, call, bus)
      .filter(({ targets }) => targets.some(({ Arn }) => Arn === TargetArn))
      .map(({ name }) => name);
    const { items, next } = pageOf(names, { limit: Limit, token: NextToken }, invalidToken);
    return { RuleNames: [...items], ...(next !== undefined && { NextToken: next }) };
  },
});

/** Operations on the targets of rules. */
export const targetOperations = (timetable: Timetable) => ({
  PutTargets: putTargets(timetable),
  RemoveTargets: removeTargets(timetable),
  ListTargetsByRule: listTargetsByRule,
  ListRuleNamesByTarget: listRuleNamesByTarget,
});
