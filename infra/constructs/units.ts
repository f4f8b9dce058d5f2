import { CfnOrganizationalUnit } from "aws-cdk-lib/aws-organizations";
import type { Construct } from "constructs";
import type { Configuration } from "../configuration.ts";
import { namesOf } from "../names.ts";
import type { Unit } from "./site.ts";

export type Units = Readonly<Record<Unit | "parent", CfnOrganizationalUnit>>;

/** The units that an account passes through in its life, under one parent. */
export function units(scope: Construct, configuration: Configuration): Units {
  const names = namesOf(configuration).units;
  const parent = new CfnOrganizationalUnit(scope, "ParentUnit", {
    name: names.parent,
    parentId: configuration.organization.rootId,
  });
  const under = (id: string, name: string) =>
    new CfnOrganizationalUnit(scope, id, { name, parentId: parent.attrId });
  return {
    parent,
    vending: under("VendingUnit", names.vending),
    active: under("ActiveUnit", names.active),
    quarantine: under("QuarantineUnit", names.quarantine),
    closed: under("ClosedUnit", names.closed),
  };
}
