import type {
  CreateRouteCommandInput,
  CreateRouteCommandOutput,
  DeleteRouteCommandInput,
  Route,
} from "@aws-sdk/client-ec2";
import { AwsError } from "../../kernel/aws-error.ts";
import { cidrText, parseCidr } from "./cidr.ts";
import { invalidValue, required } from "./errors.ts";
import { find, recordsOf } from "./kind.ts";
import { INTERNET_GATEWAY, NETWORK_INTERFACE, ROUTE_TABLE } from "./kinds.ts";
import type { RouteRecord } from "./network-records.ts";
import { type Answer, ec2Operation } from "./operation.ts";
import type { Site } from "./site.ts";

/** A route in the form of the API. */
export function routeAnswer({ destination, target, origin }: RouteRecord): Route {
  return {
    DestinationCidrBlock: destination,
    State: "active",
    Origin: origin,
    ...(target.startsWith("eni-") ? { NetworkInterfaceId: target } : { GatewayId: target }),
  };
}

function targetOf(site: Site, input: CreateRouteCommandInput): string {
  if (input.GatewayId !== undefined) return find(site, INTERNET_GATEWAY, input.GatewayId).id;
  const wanted = required(input.NetworkInterfaceId, "gatewayId or networkInterfaceId");
  return find(site, NETWORK_INTERFACE, wanted).id;
}

const createRoute = ec2Operation<CreateRouteCommandInput, Answer<CreateRouteCommandOutput>>({
  name: "CreateRoute",
  members: ["RouteTableId", "DestinationCidrBlock", "GatewayId", "NetworkInterfaceId"],
  touches: ({ RouteTableId }) => [{ type: "route-table", id: RouteTableId }],
  run(input, call) {
    const table = find(call, ROUTE_TABLE, required(input.RouteTableId, "routeTableId"));
    const cidr = parseCidr(required(input.DestinationCidrBlock, "destinationCidrBlock"));
    const destination = cidrText(cidr);
    if (table.routes.some((route) => route.destination === destination)) {
      const message = `The route identified by ${destination} already exists.`;
      throw new AwsError("RouteAlreadyExists", message);
    }
    const target = targetOf(call, input);
    const route = { destination, target, origin: "CreateRoute" } as const;
    recordsOf(call, ROUTE_TABLE).set(table.id, { ...table, routes: [...table.routes, route] });
    return { Return: true };
  },
});

const deleteRoute = ec2Operation<DeleteRouteCommandInput, object>({
  name: "DeleteRoute",
  members: ["RouteTableId", "DestinationCidrBlock"],
  touches: ({ RouteTableId }) => [{ type: "route-table", id: RouteTableId }],
  run({ RouteTableId, DestinationCidrBlock }, call) {
    const table = find(call, ROUTE_TABLE, required(RouteTableId, "routeTableId"));
    const destination = required(DestinationCidrBlock, "destinationCidrBlock");
    const route = table.routes.find((each) => each.destination === destination);
    if (!route) {
      const message = `no route with destination-cidr-block ${destination} in route table ${table.id}`;
      throw new AwsError("InvalidRoute.NotFound", message);
    }
    if (route.target === "local") {
      throw invalidValue(`cannot remove local route ${destination} in route table ${table.id}`);
    }
    const routes = table.routes.filter((each) => each !== route);
    recordsOf(call, ROUTE_TABLE).set(table.id, { ...table, routes });
    return {};
  },
});

export const routeOperations = { CreateRoute: createRoute, DeleteRoute: deleteRoute };
