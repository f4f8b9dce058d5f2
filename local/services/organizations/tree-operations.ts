import {
  ChildNotFoundException,
  type DescribeOrganizationCommandOutput,
  type ListChildrenCommandInput,
  type ListChildrenCommandOutput,
  type ListParentsCommandInput,
  type ListParentsCommandOutput,
  type ListRootsCommandInput,
  type ListRootsCommandOutput,
} from "@aws-sdk/client-organizations";
import type { World } from "../../kernel/service.ts";
import { listedAccounts } from "./accounts.ts";
import { accountArn, organizationArn } from "./arns.ts";
import { invalidInput } from "./failures.ts";
import { type Answer, organizationOperation } from "./operation.ts";
import { pageOf } from "./page.ts";
import { checkParent } from "./parents.ts";
import { unitsOf } from "./records.ts";
import { rootAnswer } from "./root-answer.ts";
import { parentOf, typeOf } from "./tree.ts";

const describeOrganization = organizationOperation<
  object,
  Answer<DescribeOrganizationCommandOutput>
>({
  name: "DescribeOrganization",
  members: [],
  access: "member",
  run: (_input, { organization }) => ({
    Organization: {
      Id: organization.id,
      Arn: organizationArn(organization),
      FeatureSet: "ALL",
      MasterAccountId: organization.managementAccountId,
      MasterAccountArn: accountArn(organization, organization.managementAccountId),
      MasterAccountEmail: organization.managementEmail,
    },
  }),
});

const listRoots = organizationOperation<ListRootsCommandInput, Answer<ListRootsCommandOutput>>({
  name: "ListRoots",
  members: ["MaxResults", "NextToken"],
  access: "read",
  run(input, { world, organization }) {
    const roots = [{ key: organization.rootId, item: rootAnswer(organization) }];
    const { items, next } = pageOf(world, roots, input);
    return { Roots: items, ...next };
  },
});

/** The parent of a unit or account that exists. Throws InvalidInputException, ChildNotFoundException. */
function parentOfChild(world: World, id: string): string {
  const type = typeOf(id);
  if (type !== "account" && type !== "unit") throw invalidInput("INVALID_PATTERN");
  const parent = parentOf(world, id);
  if (parent !== undefined) return parent;
  const message = "You specified a child that doesn't exist.";
  throw new ChildNotFoundException({ message, $metadata: {} });
}

const listParents = organizationOperation<
  ListParentsCommandInput,
  Answer<ListParentsCommandOutput>
>({
  name: "ListParents",
  members: ["ChildId", "MaxResults", "NextToken"],
  access: "read",
  touches: ({ ChildId }) => [ChildId],
  run({ ChildId = "", ...asked }, { world }) {
    const Id = parentOfChild(world, ChildId);
    const Type = typeOf(Id) === "root" ? ("ROOT" as const) : ("ORGANIZATIONAL_UNIT" as const);
    const { items, next } = pageOf(world, [{ key: Id, item: { Id, Type } }], asked);
    return { Parents: items, ...next };
  },
});

function childrenOf(world: World, parent: string, type: string | undefined): readonly string[] {
  const isChild = ({ parentId }: { readonly parentId: string }) => parentId === parent;
  if (type === "ACCOUNT")
    return listedAccounts(world)
      .filter(isChild)
      .map(({ id }) => id);
  if (type !== "ORGANIZATIONAL_UNIT") throw invalidInput("INVALID_ENUM");
  return [...unitsOf(world).values()].filter(isChild).map(({ id }) => id);
}

const listChildren = organizationOperation<
  ListChildrenCommandInput,
  Answer<ListChildrenCommandOutput>
>({
  name: "ListChildren",
  members: ["ParentId", "ChildType", "MaxResults", "NextToken"],
  access: "read",
  touches: ({ ParentId }) => [ParentId],
  run({ ParentId, ChildType, ...asked }, { world }) {
    const ids = childrenOf(world, checkParent(world, ParentId), ChildType);
    const children = ids.map((Id) => ({ key: Id, item: { Id, Type: ChildType } }));
    const { items, next } = pageOf(world, children, asked);
    return { Children: items, ...next };
  },
});

export const treeOperations = {
  DescribeOrganization: describeOrganization,
  ListRoots: listRoots,
  ListParents: listParents,
  ListChildren: listChildren,
};
