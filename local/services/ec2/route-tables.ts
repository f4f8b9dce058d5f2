import type {
  AssociateRouteTableCommandInput,
  AssociateRouteTableCommandOutput,
  CreateRouteTableCommandInput,
  CreateRouteTableCommandOutput,
  DeleteRouteTableCommandInput,
  DescribeRouteTablesCommandInput,
  DescribeRouteTablesCommandOutput,
  DisassociateRouteTableCommandInput,
  RouteTable,
} from "@aws-sdk/client-ec2";
import { AwsError } from "../../kernel/aws-error.ts";
import type { Call } from "../../kernel/service.ts";
import { madeOnce } from "./client-token.ts";
import { hasDependencies, invalidValue, required } from "./errors.ts";
import { find, forget, recordsOf, select } from "./kind.ts";
import { ROUTE_TABLE, SUBNET, VPC } from "./kinds.ts";
import type { RouteTableRecord } from "./network-records.ts";
import { type Answer, ec2Operation } from "./operation.ts";
import { pageOf } from "./page.ts";
import { routeAnswer } from "./routes.ts";
import { newId, type Site } from "./site.ts";
import { addTags, specifiedTags, tagsFor } from "./tag-records.ts";

function tableAnswer(site: Site, table: RouteTableRecord): RouteTable {
  return {
    RouteTableId: table.id,
    OwnerId: table.owner,
    VpcId: table.vpcId,
    Routes: table.routes.map(routeAnswer),
    Associations: table.associations.map((association) => ({
      RouteTableAssociationId: association.id,
      RouteTableId: table.id,
      Main: association.main,
      ...(association.subnetId !== undefined && { SubnetId: association.subnetId }),
      AssociationState: { State: "associated" },
    })),
    PropagatingVgws: [],
    Tags: tagsFor(site, table.id),
  };
}

function makeTable({ VpcId, TagSpecifications }: CreateRouteTableCommandInput, call: Call): string {
  const vpc = find(call, VPC, required(VpcId, "vpcId"));
  const table: RouteTableRecord = {
    id: newId(call.world, "rtb"),
    owner: call.account,
    vpcId: vpc.id,
    routes: [{ destination: vpc.cidr, target: "local", origin: "CreateRouteTable" }],
    associations: [],
  };
  recordsOf(call, ROUTE_TABLE).set(table.id, table);
  const type = "route-table";
  addTags(call, { id: table.id, type }, specifiedTags(TagSpecifications, type));
  return table.id;
}

const createTable = ec2Operation<
  CreateRouteTableCommandInput,
  Answer<CreateRouteTableCommandOutput>
>({
  name: "CreateRouteTable",
  members: ["VpcId", "TagSpecifications", "ClientToken"],
  touches: ({ VpcId }) => [{ type: "route-table" }, { type: "vpc", id: VpcId }],
  run(input, call) {
    const id = madeOnce("route-table", { input, call }, () => makeTable(input, call));
    return { RouteTable: tableAnswer(call, find(call, ROUTE_TABLE, id)) };
  },
});

const describeTables = ec2Operation<
  DescribeRouteTablesCommandInput,
  Answer<DescribeRouteTablesCommandOutput>
>({
  name: "DescribeRouteTables",
  members: ["RouteTableIds", "Filters", "MaxResults", "NextToken"],
  run(input, call) {
    const query = { ids: input.RouteTableIds, filters: input.Filters };
    const { items, next } = pageOf(select(call, ROUTE_TABLE, query), input);
    return { RouteTables: items.map((table) => tableAnswer(call, table)), ...next };
  },
});

const deleteTable = ec2Operation<DeleteRouteTableCommandInput, object>({
  name: "DeleteRouteTable",
  members: ["RouteTableId"],
  touches: ({ RouteTableId }) => [{ type: "route-table", id: RouteTableId }],
  run({ RouteTableId }, call) {
    const { id, associations } = find(call, ROUTE_TABLE, required(RouteTableId, "routeTableId"));
    if (associations.length > 0) throw hasDependencies("routeTable", id);
    forget(call, ROUTE_TABLE, id);
    return {};
  },
});

const associateTable = ec2Operation<
  AssociateRouteTableCommandInput,
  Answer<AssociateRouteTableCommandOutput>
>({
  name: "AssociateRouteTable",
  members: ["RouteTableId", "SubnetId"],
  touches: ({ RouteTableId, SubnetId }) => [
    { type: "route-table", id: RouteTableId },
    { type: "subnet", id: SubnetId },
  ],
  run({ RouteTableId, SubnetId }, call) {
    const tables = recordsOf(call, ROUTE_TABLE);
    const table = find(call, ROUTE_TABLE, required(RouteTableId, "routeTableId"));
    const subnet = find(call, SUBNET, required(SubnetId, "subnetId"));
    const existing = [...tables.values()].flatMap(({ associations }) => associations);
    if (existing.some(({ subnetId }) => subnetId === subnet.id)) {
      const message = `the specified association for route table ${table.id} conflicts with an existing association`;
      throw new AwsError("Resource.AlreadyAssociated", message);
    }
    const id = newId(call.world, "rtbassoc");
    const association = { id, main: false, subnetId: subnet.id };
    tables.set(table.id, { ...table, associations: [...table.associations, association] });
    return { AssociationId: id, AssociationState: { State: "associated" } };
  },
});

const disassociateTable = ec2Operation<DisassociateRouteTableCommandInput, object>({
  name: "DisassociateRouteTable",
  members: ["AssociationId"],
  run({ AssociationId }, call) {
    const id = required(AssociationId, "associationId");
    const tables = recordsOf(call, ROUTE_TABLE);
    const table = [...tables.values()].find((each) =>
      each.associations.some((association) => association.id === id),
    );
    if (!table) {
      const message = `The association ID '${id}' does not exist`;
      throw new AwsError("InvalidAssociationID.NotFound", message);
    }
    if (table.associations.some((each) => each.id === id && each.main)) {
      throw invalidValue(`cannot disassociate the main route table association ${id}`);
    }
    const associations = table.associations.filter((association) => association.id !== id);
    tables.set(table.id, { ...table, associations });
    return {};
  },
});

export const routeTableOperations = {
  CreateRouteTable: createTable,
  DescribeRouteTables: describeTables,
  DeleteRouteTable: deleteTable,
  AssociateRouteTable: associateTable,
  DisassociateRouteTable: disassociateTable,
};
