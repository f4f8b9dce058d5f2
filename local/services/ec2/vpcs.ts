import type {
  CreateVpcCommandInput,
  CreateVpcCommandOutput,
  DeleteVpcCommandInput,
  DescribeVpcAttributeCommandInput,
  DescribeVpcAttributeCommandOutput,
  DescribeVpcsCommandInput,
  DescribeVpcsCommandOutput,
  ModifyVpcAttributeCommandInput,
} from "@aws-sdk/client-ec2";
import { AwsError, NotEmulated } from "../../kernel/aws-error.ts";
import { cidrText, parseCidr } from "./cidr.ts";
import { hasDependencies, required } from "./errors.ts";
import { find, forget, type Kind, recordsOf, select } from "./kind.ts";
import {
  INTERNET_GATEWAY,
  NETWORK_ACL,
  NETWORK_INTERFACE,
  ROUTE_TABLE,
  SECURITY_GROUP,
  SUBNET,
  VPC,
} from "./kinds.ts";
import { makeVpc } from "./make-vpc.ts";
import { type Answer, ec2Operation } from "./operation.ts";
import { pageOf } from "./page.ts";
import { forgetRulesOf } from "./security-group-rule-records.ts";
import type { Site } from "./site.ts";
import { addTags, specifiedTags } from "./tag-records.ts";
import { vpcAnswer } from "./vpc-answer.ts";

/** VPCs of one Region, until the quota is raised (VPC User Guide, "Amazon VPC quotas"). */
const VPCS_PER_REGION = 5;

const createVpc = ec2Operation<CreateVpcCommandInput, Answer<CreateVpcCommandOutput>>({
  name: "CreateVpc",
  members: ["CidrBlock", "TagSpecifications"],
  touches: () => [{ type: "vpc" }],
  run({ CidrBlock, TagSpecifications }, call) {
    const cidr = parseCidr(required(CidrBlock, "cidrBlock"));
    if (cidr.bits < 16 || cidr.bits > 28) {
      throw new AwsError("InvalidVpc.Range", `The CIDR '${CidrBlock}' is invalid.`);
    }
    if (recordsOf(call, VPC).size >= VPCS_PER_REGION) {
      throw new AwsError("VpcLimitExceeded", "The maximum number of VPCs has been reached.");
    }
    const vpc = makeVpc(call, cidrText(cidr), false);
    addTags(call, { id: vpc.id, type: "vpc" }, specifiedTags(TagSpecifications, "vpc"));
    // AWS answers before the VPC is ready; it is when anyone looks.
    return { Vpc: { ...vpcAnswer(call, vpc), State: "pending" } };
  },
});

const describeVpcs = ec2Operation<DescribeVpcsCommandInput, Answer<DescribeVpcsCommandOutput>>({
  name: "DescribeVpcs",
  members: ["VpcIds", "Filters", "MaxResults", "NextToken"],
  run(input, call) {
    const found = select(call, VPC, { ids: input.VpcIds, filters: input.Filters });
    const { items, next } = pageOf(found, input);
    return { Vpcs: items.map((vpc) => vpcAnswer(call, vpc)), ...next };
  },
});

/** The ids of one kind of a VPC's parts. */
function partsOf<T extends { readonly id: string; readonly vpcId?: string }>(
  site: Site,
  kind: Kind<T>,
  vpcId: string,
): T[] {
  return [...recordsOf(site, kind).values()].filter((part) => part.vpcId === vpcId);
}

function hasParts(site: Site, vpcId: string): boolean {
  const tables = partsOf(site, ROUTE_TABLE, vpcId);
  return (
    partsOf(site, SUBNET, vpcId).length > 0 ||
    partsOf(site, INTERNET_GATEWAY, vpcId).length > 0 ||
    partsOf(site, NETWORK_INTERFACE, vpcId).length > 0 ||
    partsOf(site, SECURITY_GROUP, vpcId).some(({ name }) => name !== "default") ||
    partsOf(site, NETWORK_ACL, vpcId).some(({ isDefault }) => !isDefault) ||
    tables.some(({ associations }) => !associations.some(({ main }) => main))
  );
}

/** Deletes the VPC with its main route table, default group and default ACL. */
const deleteVpc = ec2Operation<DeleteVpcCommandInput, object>({
  name: "DeleteVpc",
  members: ["VpcId"],
  touches: ({ VpcId }) => [{ type: "vpc", id: VpcId }],
  run({ VpcId }, call) {
    const { id } = find(call, VPC, required(VpcId, "vpcId"));
    if (hasParts(call, id)) throw hasDependencies("vpc", id);
    for (const table of partsOf(call, ROUTE_TABLE, id)) forget(call, ROUTE_TABLE, table.id);
    for (const acl of partsOf(call, NETWORK_ACL, id)) forget(call, NETWORK_ACL, acl.id);
    for (const group of partsOf(call, SECURITY_GROUP, id)) {
      forgetRulesOf(call, group.id);
      forget(call, SECURITY_GROUP, group.id);
    }
    forget(call, VPC, id);
    return {};
  },
});

const modifyVpcAttribute = ec2Operation<ModifyVpcAttributeCommandInput, object>({
  name: "ModifyVpcAttribute",
  members: ["VpcId", "EnableDnsHostnames", "EnableDnsSupport"],
  touches: ({ VpcId }) => [{ type: "vpc", id: VpcId }],
  run({ VpcId, EnableDnsHostnames, EnableDnsSupport }, call) {
    const vpc = find(call, VPC, required(VpcId, "vpcId"));
    const dnsHostnames = EnableDnsHostnames?.Value ?? vpc.dnsHostnames;
    const dnsSupport = EnableDnsSupport?.Value ?? vpc.dnsSupport;
    recordsOf(call, VPC).set(vpc.id, { ...vpc, dnsHostnames, dnsSupport });
    return {};
  },
});

const describeVpcAttribute = ec2Operation<
  DescribeVpcAttributeCommandInput,
  Answer<DescribeVpcAttributeCommandOutput>
>({
  name: "DescribeVpcAttribute",
  members: ["VpcId", "Attribute"],
  touches: ({ VpcId }) => [{ type: "vpc", id: VpcId }],
  run({ VpcId, Attribute }, call) {
    const vpc = find(call, VPC, required(VpcId, "vpcId"));
    const common = { VpcId: vpc.id };
    if (Attribute === "enableDnsSupport") {
      return { ...common, EnableDnsSupport: { Value: vpc.dnsSupport } };
    }
    if (Attribute === "enableDnsHostnames") {
      return { ...common, EnableDnsHostnames: { Value: vpc.dnsHostnames } };
    }
    throw new NotEmulated(`the attribute ${Attribute} of EC2 VPCs`);
  },
});

export const vpcOperations = {
  CreateVpc: createVpc,
  DescribeVpcs: describeVpcs,
  DeleteVpc: deleteVpc,
  ModifyVpcAttribute: modifyVpcAttribute,
  DescribeVpcAttribute: describeVpcAttribute,
};
