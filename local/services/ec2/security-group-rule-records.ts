import type { Collection } from "../../kernel/collection.ts";
import type { Kind } from "./kind.ts";
import { newId, recordsAt, type Site } from "./site.ts";

/** One rule of a security group: one protocol, one range of ports, one peer. */
export interface RulePlan {
  readonly groupId: string;
  readonly egress: boolean;
  /** `tcp`, `udp`, `icmp`, a number, or `-1` for all. */
  readonly protocol: string;
  readonly fromPort?: number;
  readonly toPort?: number;
  readonly cidr?: string;
  readonly cidr6?: string;
  readonly peerGroupId?: string;
  readonly description?: string;
}

export interface RuleRecord extends RulePlan {
  readonly id: string;
}

export const RULE: Kind<RuleRecord> = {
  type: "security-group-rule",
  notFound: "InvalidSecurityGroupRuleId.NotFound",
  missing: (id) => `The security group rule ID '${id}' does not exist`,
  fields: { "group-id": ({ groupId }) => groupId, "security-group-rule-id": ({ id }) => id },
};

function rulesAt(site: Site): Collection<RuleRecord> {
  return recordsAt(site, RULE.type);
}

export function rulesOf(site: Site, groupId: string): RuleRecord[] {
  return [...rulesAt(site).values()].filter((rule) => rule.groupId === groupId);
}

/** The groups, other than itself, whose rules name the group. */
export function groupsThatName(site: Site, groupId: string): string[] {
  return [...rulesAt(site).values()]
    .filter((rule) => rule.peerGroupId === groupId && rule.groupId !== groupId)
    .map((rule) => rule.groupId);
}

export function addRule(site: Site, plan: RulePlan): RuleRecord {
  const rule = { ...plan, id: newId(site.world, "sgr") };
  rulesAt(site).set(rule.id, rule);
  return rule;
}

/** Whether two rules let the same traffic through. */
export function sameTraffic(one: RulePlan, other: RulePlan): boolean {
  const facts = (rule: RulePlan) => [
    ...[rule.groupId, rule.egress, rule.protocol, rule.fromPort, rule.toPort],
    ...[rule.cidr, rule.cidr6, rule.peerGroupId],
  ];
  const others = facts(other);
  return facts(one).every((fact, index) => fact === others[index]);
}

export function forgetRulesOf(site: Site, groupId: string): void {
  for (const rule of rulesOf(site, groupId)) rulesAt(site).delete(rule.id);
}
