import type {
  CreateNetworkAclCommandInput,
  CreateNetworkAclCommandOutput,
  DeleteNetworkAclCommandInput,
  DescribeNetworkAclsCommandInput,
  DescribeNetworkAclsCommandOutput,
  NetworkAcl,
} from "@aws-sdk/client-ec2";
import type { Call } from "../../kernel/service.ts";
import { madeOnce } from "./client-token.ts";
import { hasDependencies, invalidValue, required } from "./errors.ts";
import { find, forget, select } from "./kind.ts";
import { NETWORK_ACL, VPC } from "./kinds.ts";
import { makeNetworkAcl } from "./make-vpc.ts";
import type { NetworkAclRecord } from "./network-records.ts";
import { type Answer, ec2Operation } from "./operation.ts";
import { pageOf } from "./page.ts";
import type { Site } from "./site.ts";
import { addTags, specifiedTags, tagsFor } from "./tag-records.ts";

function aclAnswer(site: Site, acl: NetworkAclRecord): NetworkAcl {
  return {
    NetworkAclId: acl.id,
    OwnerId: acl.owner,
    VpcId: acl.vpcId,
    IsDefault: acl.isDefault,
    Entries: acl.entries.map((entry) => ({
      RuleNumber: entry.number,
      Egress: entry.egress,
      Protocol: entry.protocol,
      RuleAction: entry.action,
      CidrBlock: entry.cidr,
      ...(entry.ports && { PortRange: { From: entry.ports.from, To: entry.ports.to } }),
    })),
    Associations: acl.associations.map(({ id, subnetId }) => ({
      NetworkAclAssociationId: id,
      NetworkAclId: acl.id,
      SubnetId: subnetId,
    })),
    Tags: tagsFor(site, acl.id),
  };
}

function makeAcl({ VpcId, TagSpecifications }: CreateNetworkAclCommandInput, call: Call): string {
  const vpc = find(call, VPC, required(VpcId, "vpcId"));
  const acl = makeNetworkAcl(call, vpc.id, false);
  const type = "network-acl";
  addTags(call, { id: acl.id, type }, specifiedTags(TagSpecifications, type));
  return acl.id;
}

const createAcl = ec2Operation<CreateNetworkAclCommandInput, Answer<CreateNetworkAclCommandOutput>>(
  {
    name: "CreateNetworkAcl",
    members: ["VpcId", "TagSpecifications", "ClientToken"],
    touches: ({ VpcId }) => [{ type: "network-acl" }, { type: "vpc", id: VpcId }],
    run(input, call) {
      const id = madeOnce("network-acl", { input, call }, () => makeAcl(input, call));
      return { NetworkAcl: aclAnswer(call, find(call, NETWORK_ACL, id)) };
    },
  },
);

const describeAcls = ec2Operation<
  DescribeNetworkAclsCommandInput,
  Answer<DescribeNetworkAclsCommandOutput>
>({
  name: "DescribeNetworkAcls",
  members: ["NetworkAclIds", "Filters", "MaxResults", "NextToken"],
  run(input, call) {
    const query = { ids: input.NetworkAclIds, filters: input.Filters };
    const { items, next } = pageOf(select(call, NETWORK_ACL, query), input);
    return { NetworkAcls: items.map((acl) => aclAnswer(call, acl)), ...next };
  },
});

const deleteAcl = ec2Operation<DeleteNetworkAclCommandInput, object>({
  name: "DeleteNetworkAcl",
  members: ["NetworkAclId"],
  touches: ({ NetworkAclId }) => [{ type: "network-acl", id: NetworkAclId }],
  run({ NetworkAclId }, call) {
    const acl = find(call, NETWORK_ACL, required(NetworkAclId, "networkAclId"));
    if (acl.isDefault) throw invalidValue(`cannot delete default network ACL ${acl.id}`);
    if (acl.associations.length > 0) throw hasDependencies("network ACL", acl.id);
    forget(call, NETWORK_ACL, acl.id);
    return {};
  },
});

export const networkAclOperations = {
  CreateNetworkAcl: createAcl,
  DescribeNetworkAcls: describeAcls,
  DeleteNetworkAcl: deleteAcl,
};
