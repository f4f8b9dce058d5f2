import { NotEmulated } from "../../kernel/aws-error.ts";
import type { Operation } from "../../kernel/service.ts";

/**
 * Kinds of resource that cannot be created here, so that their listings are truly empty whatever they
 * are asked for. Nukes go through all of them. Listing operation → member of its answer.
 */
const EMPTY: Readonly<Record<string, string>> = {
  DescribeNatGateways: "NatGateways",
  DescribeVpcEndpoints: "VpcEndpoints",
  DescribeVpcEndpointConnections: "VpcEndpointConnections",
  DescribeVpcEndpointServiceConfigurations: "ServiceConfigurations",
  DescribeVpcPeeringConnections: "VpcPeeringConnections",
  DescribeVpnGateways: "VpnGateways",
  DescribeVpnConnections: "VpnConnections",
  DescribeCustomerGateways: "CustomerGateways",
  DescribeEgressOnlyInternetGateways: "EgressOnlyInternetGateways",
  DescribeLaunchTemplates: "LaunchTemplates",
  DescribePlacementGroups: "PlacementGroups",
  DescribeHosts: "Hosts",
  DescribeSpotFleetRequests: "SpotFleetRequestConfigs",
  DescribeSpotInstanceRequests: "SpotInstanceRequests",
  DescribeTransitGateways: "TransitGateways",
  DescribeTransitGatewayAttachments: "TransitGatewayAttachments",
  DescribeTransitGatewayConnectPeers: "TransitGatewayConnectPeers",
  DescribeClientVpnEndpoints: "ClientVpnEndpoints",
  DescribeInstanceConnectEndpoints: "InstanceConnectEndpoints",
  DescribeVerifiedAccessEndpoints: "VerifiedAccessEndpoints",
  DescribeVerifiedAccessGroups: "VerifiedAccessGroups",
  DescribeVerifiedAccessInstances: "VerifiedAccessInstances",
  DescribeVerifiedAccessTrustProviders: "VerifiedAccessTrustProviders",
  DescribeReservedInstances: "ReservedInstances",
  DescribeCapacityReservations: "CapacityReservations",
};

/** Purchases: authorized, so that a guard rail refuses them first, and never made. */
const PURCHASES = [
  "PurchaseReservedInstancesOffering",
  "PurchaseHostReservation",
  "PurchaseScheduledInstances",
  "PurchaseCapacityBlock",
  "CreateCapacityReservation",
];

type ByName = Record<string, Operation>;

function listing(operation: string, member: string): Operation {
  return {
    authorize: (_input, call) => [
      { action: `ec2:${operation}`, resource: "*", context: { "ec2:Region": call.region } },
    ],
    run: () => ({ [member]: [] }),
  };
}

function purchase(operation: string): Operation {
  return {
    authorize: (_input, call) => [
      { action: `ec2:${operation}`, resource: "*", context: { "ec2:Region": call.region } },
    ],
    run() {
      throw new NotEmulated(`ec2:${operation}`);
    },
  };
}

export const emptyListings: ByName = Object.fromEntries(
  Object.entries(EMPTY).map(([operation, member]) => [operation, listing(operation, member)]),
);

export const refusedPurchases: ByName = Object.fromEntries(
  PURCHASES.map((operation) => [operation, purchase(operation)]),
);
