import type {
  CreateDefaultVpcCommandInput,
  CreateDefaultVpcCommandOutput,
} from "@aws-sdk/client-ec2";
import { AwsError } from "../../kernel/aws-error.ts";
import { recordsOf } from "./kind.ts";
import { INTERNET_GATEWAY, ROUTE_TABLE, VPC } from "./kinds.ts";
import { makeSubnet } from "./make-subnet.ts";
import { makeVpc } from "./make-vpc.ts";
import type { VpcRecord } from "./network-records.ts";
import { type Answer, ec2Operation } from "./operation.ts";
import { newId, recordsAt, type Site } from "./site.ts";
import { vpcAnswer } from "./vpc-answer.ts";
import { zonesOf } from "./zones.ts";

// VPC User Guide, "Default VPC components".
const DEFAULT_VPC_CIDR = "172.31.0.0/16";
const ADDRESSES_OF_SUBNET = 16;

function attachGateway(site: Site, vpc: VpcRecord): void {
  const id = newId(site.world, "igw");
  recordsOf(site, INTERNET_GATEWAY).set(id, { id, owner: site.account, vpcId: vpc.id });
  const tables = recordsOf(site, ROUTE_TABLE);
  const main = [...tables.values()].find((table) => table.vpcId === vpc.id);
  if (!main) return;
  const route = { destination: "0.0.0.0/0", target: id, origin: "CreateRoute" } as const;
  tables.set(main.id, { ...main, routes: [...main.routes, route] });
}

function makeDefaultVpc(site: Site): VpcRecord {
  const vpc = makeVpc(site, DEFAULT_VPC_CIDR, true);
  zonesOf(site.region).forEach((zone, index) => {
    const cidr = `172.31.${index * ADDRESSES_OF_SUBNET}.0/20`;
    makeSubnet(site, { vpcId: vpc.id, cidr, zone, isDefault: true });
  });
  attachGateway(site, vpc);
  return vpc;
}

/**
 * Gives a Region of an account its default VPC when it is looked at for the first time: AWS has it
 * ready before. One that was deleted stays deleted.
 */
export function ensureDefaultVpc(site: Site): void {
  const settings = recordsAt<boolean>(site, "settings");
  if (settings.has("default-vpc-made")) return;
  settings.set("default-vpc-made", true);
  makeDefaultVpc(site);
}

export const createDefaultVpc = ec2Operation<
  CreateDefaultVpcCommandInput,
  Answer<CreateDefaultVpcCommandOutput>
>({
  name: "CreateDefaultVpc",
  members: [],
  run(_input, call) {
    if ([...recordsOf(call, VPC).values()].some(({ isDefault }) => isDefault)) {
      throw new AwsError(
        "DefaultVpcAlreadyExists",
        "A Default VPC already exists for this account in this region.",
      );
    }
    return { Vpc: vpcAnswer(call, makeDefaultVpc(call)) };
  },
});
