import type {
  AttachInternetGatewayCommandInput,
  CreateInternetGatewayCommandInput,
  CreateInternetGatewayCommandOutput,
  DeleteInternetGatewayCommandInput,
  DescribeInternetGatewaysCommandInput,
  DescribeInternetGatewaysCommandOutput,
  DetachInternetGatewayCommandInput,
  InternetGateway,
} from "@aws-sdk/client-ec2";
import { AwsError } from "../../kernel/aws-error.ts";
import { ADDRESS } from "./address-records.ts";
import { dependencyViolation, hasDependencies, required } from "./errors.ts";
import { find, forget, recordsOf, select } from "./kind.ts";
import { INTERNET_GATEWAY, NETWORK_INTERFACE, VPC } from "./kinds.ts";
import type { InternetGatewayRecord } from "./network-records.ts";
import { type Answer, ec2Operation } from "./operation.ts";
import { pageOf } from "./page.ts";
import { newId, type Site } from "./site.ts";
import { addTags, specifiedTags, tagsFor } from "./tag-records.ts";

/** Internet gateways of one Region (VPC User Guide, "Amazon VPC quotas"). */
const GATEWAYS_PER_REGION = 5;

function gatewayAnswer(site: Site, { id, owner, vpcId }: InternetGatewayRecord): InternetGateway {
  return {
    InternetGatewayId: id,
    OwnerId: owner,
    Attachments: vpcId === undefined ? [] : [{ VpcId: vpcId, State: "available" as "attached" }],
    Tags: tagsFor(site, id),
  };
}

const createGateway = ec2Operation<
  CreateInternetGatewayCommandInput,
  Answer<CreateInternetGatewayCommandOutput>
>({
  name: "CreateInternetGateway",
  members: ["TagSpecifications"],
  touches: () => [{ type: "internet-gateway" }],
  run({ TagSpecifications }, call) {
    if (recordsOf(call, INTERNET_GATEWAY).size >= GATEWAYS_PER_REGION) {
      throw new AwsError(
        "InternetGatewayLimitExceeded",
        "The maximum number of internet gateways has been reached.",
      );
    }
    const id = newId(call.world, "igw");
    const gateway = { id, owner: call.account };
    recordsOf(call, INTERNET_GATEWAY).set(id, gateway);
    const type = "internet-gateway";
    addTags(call, { id, type }, specifiedTags(TagSpecifications, type));
    return { InternetGateway: gatewayAnswer(call, gateway) };
  },
});

const describeGateways = ec2Operation<
  DescribeInternetGatewaysCommandInput,
  Answer<DescribeInternetGatewaysCommandOutput>
>({
  name: "DescribeInternetGateways",
  members: ["InternetGatewayIds", "Filters", "MaxResults", "NextToken"],
  run(input, call) {
    const query = { ids: input.InternetGatewayIds, filters: input.Filters };
    const { items, next } = pageOf(select(call, INTERNET_GATEWAY, query), input);
    return { InternetGateways: items.map((gateway) => gatewayAnswer(call, gateway)), ...next };
  },
});

type Attachment = AttachInternetGatewayCommandInput | DetachInternetGatewayCommandInput;

const touchesBoth = ({ InternetGatewayId, VpcId }: Attachment) => [
  { type: "internet-gateway", id: InternetGatewayId },
  { type: "vpc", id: VpcId },
];

const attachGateway = ec2Operation<AttachInternetGatewayCommandInput, object>({
  name: "AttachInternetGateway",
  members: ["InternetGatewayId", "VpcId"],
  touches: touchesBoth,
  run(input, call) {
    const gateways = recordsOf(call, INTERNET_GATEWAY);
    const gateway = find(
      call,
      INTERNET_GATEWAY,
      required(input.InternetGatewayId, "internetGatewayId"),
    );
    const vpc = find(call, VPC, required(input.VpcId, "vpcId"));
    if (gateway.vpcId !== undefined) {
      const message = `resource ${gateway.id} is already attached to network ${gateway.vpcId}`;
      throw new AwsError("Resource.AlreadyAssociated", message);
    }
    if ([...gateways.values()].some(({ vpcId }) => vpcId === vpc.id)) {
      const message = `Network ${vpc.id} already has an internet gateway attached`;
      throw new AwsError("InvalidParameterValue", message);
    }
    gateways.set(gateway.id, { ...gateway, vpcId: vpc.id });
    return {};
  },
});

function hasPublicAddresses(site: Site, vpc: string): boolean {
  const interfaces = [...recordsOf(site, NETWORK_INTERFACE).values()];
  const inVpc = interfaces.filter(({ vpcId }) => vpcId === vpc);
  const elastic = [...recordsOf(site, ADDRESS).values()].map(({ interfaceId }) => interfaceId);
  return inVpc.some(({ id, publicIp }) => publicIp !== undefined || elastic.includes(id));
}

const detachGateway = ec2Operation<DetachInternetGatewayCommandInput, object>({
  name: "DetachInternetGateway",
  members: ["InternetGatewayId", "VpcId"],
  touches: touchesBoth,
  run(input, call) {
    const wanted = required(input.InternetGatewayId, "internetGatewayId");
    const { vpcId, ...gateway } = find(call, INTERNET_GATEWAY, wanted);
    const vpc = find(call, VPC, required(input.VpcId, "vpcId"));
    if (vpcId !== vpc.id) {
      const message = `resource ${gateway.id} is not attached to network ${vpc.id}`;
      throw new AwsError("Gateway.NotAttached", message);
    }
    if (hasPublicAddresses(call, vpc.id)) {
      throw dependencyViolation(
        `Network ${vpc.id} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway.`,
      );
    }
    recordsOf(call, INTERNET_GATEWAY).set(gateway.id, gateway);
    return {};
  },
});

const deleteGateway = ec2Operation<DeleteInternetGatewayCommandInput, object>({
  name: "DeleteInternetGateway",
  members: ["InternetGatewayId"],
  touches: ({ InternetGatewayId }) => [{ type: "internet-gateway", id: InternetGatewayId }],
  run({ InternetGatewayId }, call) {
    const wanted = required(InternetGatewayId, "internetGatewayId");
    const { id, vpcId } = find(call, INTERNET_GATEWAY, wanted);
    if (vpcId !== undefined) throw hasDependencies("internetGateway", id);
    forget(call, INTERNET_GATEWAY, id);
    return {};
  },
});

export const internetGatewayOperations = {
  CreateInternetGateway: createGateway,
  DescribeInternetGateways: describeGateways,
  AttachInternetGateway: attachGateway,
  DetachInternetGateway: detachGateway,
  DeleteInternetGateway: deleteGateway,
};
