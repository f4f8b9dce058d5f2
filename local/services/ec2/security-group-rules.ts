import type {
  AuthorizeSecurityGroupEgressCommandInput,
  AuthorizeSecurityGroupIngressCommandInput,
  AuthorizeSecurityGroupIngressCommandOutput,
  DescribeSecurityGroupRulesCommandInput,
  DescribeSecurityGroupRulesCommandOutput,
  RevokeSecurityGroupEgressCommandInput,
  RevokeSecurityGroupIngressCommandInput,
  RevokeSecurityGroupIngressCommandOutput,
} from "@aws-sdk/client-ec2";
import { AwsError } from "../../kernel/aws-error.ts";
import { missingParameter } from "./errors.ts";
import { plansOf, ruleAnswer } from "./ip-permissions.ts";
import { find, forget, select } from "./kind.ts";
import { type Answer, ec2Operation } from "./operation.ts";
import { pageOf } from "./page.ts";
import {
  addRule,
  RULE,
  type RulePlan,
  type RuleRecord,
  rulesOf,
  sameTraffic,
} from "./security-group-rule-records.ts";
import { groupFor } from "./security-groups.ts";
import type { Site } from "./site.ts";

type AuthorizeInput = AuthorizeSecurityGroupIngressCommandInput &
  AuthorizeSecurityGroupEgressCommandInput;
type RevokeInput = RevokeSecurityGroupIngressCommandInput & RevokeSecurityGroupEgressCommandInput;

/** The rules that a request asks for, in its list or in the old form with one rule. */
function askedPlans(site: Site, input: AuthorizeInput | RevokeInput, egress: boolean): RulePlan[] {
  const group = { groupId: groupFor(site, input).id, egress };
  const { IpProtocol, FromPort, ToPort, CidrIp } = input;
  const single =
    CidrIp === undefined ? [] : [{ IpProtocol, FromPort, ToPort, IpRanges: [{ CidrIp }] }];
  const permissions = [...(input.IpPermissions ?? []), ...single];
  return permissions.flatMap((permission) => plansOf(site, group, permission));
}

function addOne(site: Site, plan: RulePlan): RuleRecord {
  if (rulesOf(site, plan.groupId).some((rule) => sameTraffic(rule, plan))) {
    const peer = plan.cidr ?? plan.cidr6 ?? plan.peerGroupId;
    throw new AwsError(
      "InvalidPermission.Duplicate",
      `the specified rule "peer: ${peer}, ${plan.protocol}, from port: ${plan.fromPort}, to port: ${plan.toPort}, ALLOW" already exists`,
    );
  }
  return addRule(site, plan);
}

const ONE_RULE = [
  "GroupId",
  "IpPermissions",
  "IpProtocol",
  "FromPort",
  "ToPort",
  "CidrIp",
] as const;

function authorizing(direction: "Ingress" | "Egress") {
  return ec2Operation<AuthorizeInput, Answer<AuthorizeSecurityGroupIngressCommandOutput>>({
    name: `AuthorizeSecurityGroup${direction}`,
    members: [...ONE_RULE, "GroupName"],
    touches: ({ GroupId }) => [{ type: "security-group", id: GroupId }],
    run(input, call) {
      const plans = askedPlans(call, input, direction === "Egress");
      if (plans.length === 0) throw missingParameter("ipPermissions");
      const rules = plans.map((plan) => addOne(call, plan));
      return { Return: true, SecurityGroupRules: rules.map((rule) => ruleAnswer(call, rule)) };
    },
  });
}

function ruleToRevoke(site: Site, plan: RulePlan): RuleRecord {
  const found = rulesOf(site, plan.groupId).find((rule) => sameTraffic(rule, plan));
  if (found) return found;
  const message = "The specified rule does not exist in this security group.";
  throw new AwsError("InvalidPermission.NotFound", message);
}

function revoking(direction: "Ingress" | "Egress") {
  return ec2Operation<RevokeInput, Answer<RevokeSecurityGroupIngressCommandOutput>>({
    name: `RevokeSecurityGroup${direction}`,
    members: [...ONE_RULE, "GroupName", "SecurityGroupRuleIds"],
    touches: ({ GroupId }) => [{ type: "security-group", id: GroupId }],
    run(input, call) {
      const named = (input.SecurityGroupRuleIds ?? []).map((id) => find(call, RULE, id));
      const plans = askedPlans(call, input, direction === "Egress");
      const rules = [...named, ...plans.map((plan) => ruleToRevoke(call, plan))];
      if (rules.length === 0) throw missingParameter("ipPermissions");
      for (const rule of rules) forget(call, RULE, rule.id);
      return { Return: true };
    },
  });
}

const describeRules = ec2Operation<
  DescribeSecurityGroupRulesCommandInput,
  Answer<DescribeSecurityGroupRulesCommandOutput>
>({
  name: "DescribeSecurityGroupRules",
  members: ["SecurityGroupRuleIds", "Filters", "MaxResults", "NextToken"],
  run(input, call) {
    const query = { ids: input.SecurityGroupRuleIds, filters: input.Filters };
    const { items, next } = pageOf(select(call, RULE, query), input);
    return { SecurityGroupRules: items.map((rule) => ruleAnswer(call, rule)), ...next };
  },
});

export const securityGroupRuleOperations = {
  AuthorizeSecurityGroupIngress: authorizing("Ingress"),
  AuthorizeSecurityGroupEgress: authorizing("Egress"),
  RevokeSecurityGroupIngress: revoking("Ingress"),
  RevokeSecurityGroupEgress: revoking("Egress"),
  DescribeSecurityGroupRules: describeRules,
};
