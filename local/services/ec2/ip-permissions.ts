import type { IpPermission, SecurityGroupRule } from "@aws-sdk/client-ec2";
import { NotEmulated } from "../../kernel/aws-error.ts";
import { cidrText, parseCidr } from "./cidr.ts";
import { required } from "./errors.ts";
import { find } from "./kind.ts";
import { SECURITY_GROUP } from "./kinds.ts";
import type { RulePlan, RuleRecord } from "./security-group-rule-records.ts";
import type { Site } from "./site.ts";

type Peer = Pick<RulePlan, "cidr" | "cidr6" | "peerGroupId" | "description">;

const PROTOCOL_NAMES: Readonly<Record<string, string>> = { "6": "tcp", "17": "udp", "1": "icmp" };

function described(Description: string | undefined): { description?: string } {
  return Description === undefined ? {} : { description: Description };
}

function peersOf(site: Site, permission: IpPermission): Peer[] {
  if (permission.PrefixListIds && permission.PrefixListIds.length > 0) {
    throw new NotEmulated("prefix lists in security groups");
  }
  const ranges = (permission.IpRanges ?? []).map(({ CidrIp, Description }) => ({
    cidr: cidrText(parseCidr(required(CidrIp, "cidrIp"))),
    ...described(Description),
  }));
  const ranges6 = (permission.Ipv6Ranges ?? []).map(({ CidrIpv6, Description }) => ({
    cidr6: required(CidrIpv6, "cidrIpv6"),
    ...described(Description),
  }));
  const groups = (permission.UserIdGroupPairs ?? []).map(({ GroupId, Description }) => ({
    peerGroupId: find(site, SECURITY_GROUP, required(GroupId, "groupId")).id,
    ...described(Description),
  }));
  return [...ranges, ...ranges6, ...groups];
}

/** The rules that a permission of a request stands for: one for each peer. */
export function plansOf(
  site: Site,
  group: { readonly groupId: string; readonly egress: boolean },
  permission: IpPermission,
): RulePlan[] {
  const asked = required(permission.IpProtocol, "ipProtocol");
  const protocol = PROTOCOL_NAMES[asked] ?? asked;
  const { FromPort: fromPort, ToPort: toPort } = permission;
  const ports =
    protocol === "-1" || fromPort === undefined || toPort === undefined ? {} : { fromPort, toPort };
  return peersOf(site, permission).map((peer) => ({ ...group, protocol, ...ports, ...peer }));
}

function permissionOf(site: Site, rule: RulePlan): IpPermission {
  const note = rule.description === undefined ? {} : { Description: rule.description };
  const pair = { GroupId: rule.peerGroupId, UserId: site.account, ...note };
  return {
    IpProtocol: rule.protocol,
    ...(rule.fromPort !== undefined && { FromPort: rule.fromPort, ToPort: rule.toPort }),
    IpRanges: rule.cidr === undefined ? [] : [{ CidrIp: rule.cidr, ...note }],
    Ipv6Ranges: rule.cidr6 === undefined ? [] : [{ CidrIpv6: rule.cidr6, ...note }],
    UserIdGroupPairs: rule.peerGroupId === undefined ? [] : [pair],
    PrefixListIds: [],
  };
}

/** Rules in the form of DescribeSecurityGroups: those for the same ports together. */
export function permissionsOf(site: Site, rules: readonly RuleRecord[]): IpPermission[] {
  const byPorts = Object.groupBy(
    rules,
    (rule) => `${rule.protocol}/${rule.fromPort}/${rule.toPort}`,
  );
  return Object.values(byPorts).map((together = []) => {
    const permissions = together.map((rule) => permissionOf(site, rule));
    return {
      ...permissions[0],
      IpRanges: permissions.flatMap(({ IpRanges = [] }) => IpRanges),
      Ipv6Ranges: permissions.flatMap(({ Ipv6Ranges = [] }) => Ipv6Ranges),
      UserIdGroupPairs: permissions.flatMap(({ UserIdGroupPairs = [] }) => UserIdGroupPairs),
    };
  });
}

/** A rule in the form of DescribeSecurityGroupRules. */
export function ruleAnswer(site: Site, rule: RuleRecord): SecurityGroupRule {
  return {
    SecurityGroupRuleId: rule.id,
    GroupId: rule.groupId,
    GroupOwnerId: site.account,
    IsEgress: rule.egress,
    IpProtocol: rule.protocol,
    FromPort: rule.fromPort ?? -1,
    ToPort: rule.toPort ?? -1,
    ...(rule.cidr !== undefined && { CidrIpv4: rule.cidr }),
    ...(rule.cidr6 !== undefined && { CidrIpv6: rule.cidr6 }),
    ...(rule.peerGroupId !== undefined && {
      ReferencedGroupInfo: { GroupId: rule.peerGroupId, UserId: site.account },
    }),
    ...(rule.description !== undefined && { Description: rule.description }),
    Tags: [],
  };
}
