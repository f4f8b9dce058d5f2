import * as sdk from "@aws-sdk/client-ec2";
import { AwsError } from "../../kernel/aws-error.ts";
import type { Call, Operation, Service, World } from "../../kernel/service.ts";
import { addressOperations } from "./addresses.ts";
import { createDefaultVpc, ensureDefaultVpc } from "./default-vpc.ts";
import { dhcpOptionsOperations } from "./dhcp-options.ts";
import { emptyListings, refusedPurchases } from "./empty-listings.ts";
import { imageOperations } from "./images.ts";
import { instanceAttributeOperations } from "./instance-attributes.ts";
import { settleInstances } from "./instance-states.ts";
import { instanceOperations } from "./instances.ts";
import { internetGatewayOperations } from "./internet-gateways.ts";
import { keyPairOperations } from "./key-pairs.ts";
import { networkAclOperations } from "./network-acls.ts";
import { networkInterfaceOperations } from "./network-interfaces.ts";
import { describeAvailabilityZones, describeRegions, type EnabledRegions } from "./regions.ts";
import { routeTableOperations } from "./route-tables.ts";
import { routeOperations } from "./routes.ts";
import { securityGroupRuleOperations } from "./security-group-rules.ts";
import { securityGroupOperations } from "./security-groups.ts";
import { snapshotOperations } from "./snapshots.ts";
import { subnetOperations } from "./subnets.ts";
import { tagOperations } from "./tags.ts";
import { volumeOperations } from "./volumes.ts";
import { vpcOperations } from "./vpcs.ts";

function operationsFor(enabledRegions: EnabledRegions): Readonly<Record<string, Operation>> {
  return {
    DescribeRegions: describeRegions(enabledRegions),
    DescribeAvailabilityZones: describeAvailabilityZones,
    CreateDefaultVpc: createDefaultVpc,
    ...vpcOperations,
    ...subnetOperations,
    ...internetGatewayOperations,
    ...routeTableOperations,
    ...routeOperations,
    ...securityGroupOperations,
    ...securityGroupRuleOperations,
    ...networkAclOperations,
    ...networkInterfaceOperations,
    ...dhcpOptionsOperations,
    ...addressOperations,
    ...instanceOperations,
    ...instanceAttributeOperations,
    ...volumeOperations,
    ...snapshotOperations,
    ...imageOperations,
    ...keyPairOperations,
    ...tagOperations,
    ...emptyListings,
    ...refusedPurchases,
  };
}

/** The endpoint of a Region that is not enabled does not know the account's credentials. */
function checkRegion(call: Call, enabledRegions: EnabledRegions): void {
  if (enabledRegions(call.account).includes(call.region)) return;
  const message = "AWS was not able to validate the provided access credentials";
  throw new AwsError("AuthFailure", message, 401);
}

/** The operation at a place that is ready: its Region enabled, its default VPC made, its states current. */
function atReadyPlace(operation: Operation, enabledRegions: EnabledRegions): Operation {
  const makeReady = (call: Call) => {
    checkRegion(call, enabledRegions);
    ensureDefaultVpc(call);
    settleInstances(call);
  };
  return {
    authorize(input, call) {
      makeReady(call);
      return operation.authorize(input, call);
    },
    run(input, call) {
      makeReady(call);
      return operation.run(input, call);
    },
  };
}

/** What EC2 asks of the rest of the cloud. */
export interface Ec2Dependencies {
  readonly enabledRegions: EnabledRegions;
}

/**
 * Amazon EC2, as far as a lease holder's clients and a nuke use it: networks, instances, volumes,
 * snapshots and images in every enabled Region of every account, with what depends on what.
 */
export function ec2Service(_world: World, { enabledRegions }: Ec2Dependencies): Service {
  const operations = Object.entries(operationsFor(enabledRegions)).map(
    ([name, operation]) => [name, atReadyPlace(operation, enabledRegions)] as const,
  );
  return {
    signingName: "ec2",
    protocol: "ec2Query",
    sdk,
    version: "2016-11-15",
    xmlNamespace: "http://ec2.amazonaws.com/doc/2016-11-15/",
    operations: Object.fromEntries(operations),
  };
}
