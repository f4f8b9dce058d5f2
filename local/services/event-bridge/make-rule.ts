import type { PutRuleRequest } from "@aws-sdk/client-eventbridge";
import { NotEmulated } from "../../kernel/aws-error.ts";
import type { World } from "../../kernel/service.ts";
import { parseSchedule } from "../schedule-expressions/expression.ts";
import { checkNotManaged, limitExceeded, patternOf, validation } from "./errors.ts";
import { findBus } from "./find.ts";
import { busName, tagsOf } from "./operation.ts";
import {
  DEFAULT_BUS,
  type RuleRecord,
  ruleArn,
  ruleKey,
  rulesAt,
  rulesOf,
  type Site,
} from "./records.ts";
import type { Timetable } from "./timetable.ts";

const NAME = /^[.\-_A-Za-z0-9]{1,64}$/u;

// EventBridge User Guide, "Quotas": rules of one bus.
const MOST_RULES = 300;

/** Refuses a rule that EventBridge would refuse. */
function check({ Name = "", EventPattern, ScheduleExpression }: PutRuleRequest, bus: string): void {
  if (!NAME.test(Name)) {
    const constraint = "Member must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+";
    const failed = `Value '${Name}' at 'name' failed to satisfy constraint: ${constraint}`;
    throw validation(`1 validation error detected: ${failed}`);
  }
  if (EventPattern === undefined && ScheduleExpression === undefined) {
    throw validation("Parameter(s) EventPattern or ScheduleExpression must be specified.");
  }
  if (EventPattern !== undefined) patternOf(EventPattern);
  if (ScheduleExpression === undefined) return;
  if (bus !== DEFAULT_BUS) {
    throw validation("ScheduleExpression is supported only on the default event bus.");
  }
  const expression = parseSchedule(ScheduleExpression);
  if (!expression || expression.kind === "at") {
    throw validation("Parameter ScheduleExpression is not valid.");
  }
}

function isEnabled(state: PutRuleRequest["State"]): boolean {
  if (state === "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS") {
    throw new NotEmulated(`rules in the state ${state}`);
  }
  return state !== "DISABLED";
}

function recordOf(
  world: World,
  site: Site,
  { input, known }: { readonly input: PutRuleRequest; readonly known: RuleRecord | undefined },
): Omit<RuleRecord, "next"> {
  const { Name: name = "", EventPattern, ScheduleExpression, Description, RoleArn, Tags } = input;
  const bus = busName(input.EventBusName);
  const keepsCount = known?.schedule === ScheduleExpression;
  return {
    ...{ name, bus, arn: ruleArn(site, { bus, name }), createdBy: site.account },
    ...(EventPattern !== undefined && { pattern: EventPattern }),
    ...(ScheduleExpression !== undefined && { schedule: ScheduleExpression }),
    isEnabled: isEnabled(input.State),
    ...(Description !== undefined && { description: Description }),
    ...(RoleArn !== undefined && { roleArn: RoleArn }),
    targets: known?.targets ?? [],
    // Tags of a rule that exists are changed by TagResource only.
    tags: known?.tags ?? tagsOf(Tags),
    since: keepsCount && known ? known.since : world.clock.now(),
  };
}

/**
 * Makes a rule, or puts it in the place of the one of that name; its targets stay. Errors:
 * ValidationException, InvalidEventPatternException, LimitExceededException, ManagedRuleException,
 * ResourceNotFoundException for the bus.
 */
export function makeRule(
  world: World,
  { site, timetable }: { readonly site: Site; readonly timetable: Timetable },
  input: PutRuleRequest,
): Omit<RuleRecord, "next"> {
  const bus = busName(input.EventBusName);
  findBus(world, site, bus);
  check(input, bus);
  const known = rulesAt(world, site).get(ruleKey({ bus, name: input.Name ?? "" }));
  if (known) checkNotManaged(known, false);
  if (!known && rulesOf(world, site, bus).length >= MOST_RULES) {
    throw limitExceeded("The requested resource exceeds the maximum number allowed.");
  }
  const rule = recordOf(world, site, { input, known });
  timetable.put(site, rule);
  return rule;
}
