import {
  type CreateOrganizationalUnitCommandInput,
  type CreateOrganizationalUnitCommandOutput,
  type DeleteOrganizationalUnitCommandInput,
  type DescribeOrganizationalUnitCommandInput,
  type DescribeOrganizationalUnitCommandOutput,
  type ListOrganizationalUnitsForParentCommandInput,
  type ListOrganizationalUnitsForParentCommandOutput,
  OrganizationalUnitNotEmptyException,
  type UpdateOrganizationalUnitCommandInput,
  type UpdateOrganizationalUnitCommandOutput,
} from "@aws-sdk/client-organizations";
import type { World } from "../../kernel/service.ts";
import { type Answer, organizationOperation } from "./operation.ts";
import { pageOf } from "./page.ts";
import { checkParent } from "./parents.ts";
import { accountsOf, attachmentsOf, unitsOf } from "./records.ts";
import { checkUnitName, findUnit, makeUnit, unitAnswer } from "./units.ts";

const create = organizationOperation<
  CreateOrganizationalUnitCommandInput,
  Answer<CreateOrganizationalUnitCommandOutput>
>({
  name: "CreateOrganizationalUnit",
  members: ["Name", "ParentId", "Tags"],
  access: "management",
  touches: ({ ParentId }) => [ParentId],
  isMaking: true,
  run: (input, { world }) => ({ OrganizationalUnit: unitAnswer(world, makeUnit(world, input)) }),
});

const describe = organizationOperation<
  DescribeOrganizationalUnitCommandInput,
  Answer<DescribeOrganizationalUnitCommandOutput>
>({
  name: "DescribeOrganizationalUnit",
  members: ["OrganizationalUnitId"],
  access: "read",
  touches: ({ OrganizationalUnitId }) => [OrganizationalUnitId],
  run: ({ OrganizationalUnitId }, { world }) => ({
    OrganizationalUnit: unitAnswer(world, findUnit(world, OrganizationalUnitId)),
  }),
});

const update = organizationOperation<
  UpdateOrganizationalUnitCommandInput,
  Answer<UpdateOrganizationalUnitCommandOutput>
>({
  name: "UpdateOrganizationalUnit",
  members: ["OrganizationalUnitId", "Name"],
  access: "management",
  touches: ({ OrganizationalUnitId }) => [OrganizationalUnitId],
  run({ OrganizationalUnitId, Name }, { world }) {
    const unit = findUnit(world, OrganizationalUnitId);
    if (Name === undefined || Name === unit.name) {
      return { OrganizationalUnit: unitAnswer(world, unit) };
    }
    checkUnitName(world, unit.parentId, Name);
    const renamed = { ...unit, name: Name };
    unitsOf(world).set(unit.id, renamed);
    return { OrganizationalUnit: unitAnswer(world, renamed) };
  },
});

/** Accounts that are closed count too, until they leave the organization. */
function checkEmpty(world: World, id: string): void {
  const isInside = ({ parentId }: { readonly parentId: string }) => parentId === id;
  const inside = [...unitsOf(world).values(), ...accountsOf(world).values()];
  if (!inside.some(isInside)) return;
  const message =
    "The specified OU is not empty. Move all accounts to another root or to other OUs, remove all child OUs, and try the operation again.";
  throw new OrganizationalUnitNotEmptyException({ message, $metadata: {} });
}

const remove = organizationOperation<DeleteOrganizationalUnitCommandInput, object>({
  name: "DeleteOrganizationalUnit",
  members: ["OrganizationalUnitId"],
  access: "management",
  touches: ({ OrganizationalUnitId }) => [OrganizationalUnitId],
  run({ OrganizationalUnitId }, { world }) {
    const { id } = findUnit(world, OrganizationalUnitId);
    checkEmpty(world, id);
    unitsOf(world).delete(id);
    attachmentsOf(world).delete(id);
    return {};
  },
});

const list = organizationOperation<
  ListOrganizationalUnitsForParentCommandInput,
  Answer<ListOrganizationalUnitsForParentCommandOutput>
>({
  name: "ListOrganizationalUnitsForParent",
  members: ["ParentId", "MaxResults", "NextToken"],
  access: "read",
  touches: ({ ParentId }) => [ParentId],
  run({ ParentId, ...asked }, { world }) {
    const parent = checkParent(world, ParentId);
    const units = [...unitsOf(world).values()]
      .filter(({ parentId }) => parentId === parent)
      .map((unit) => ({ key: unit.id, item: unitAnswer(world, unit) }));
    const { items, next } = pageOf(world, units, asked);
    return { OrganizationalUnits: items, ...next };
  },
});

export const unitOperations = {
  CreateOrganizationalUnit: create,
  DescribeOrganizationalUnit: describe,
  UpdateOrganizationalUnit: update,
  DeleteOrganizationalUnit: remove,
  ListOrganizationalUnitsForParent: list,
};
