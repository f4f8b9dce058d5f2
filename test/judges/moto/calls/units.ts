import type { Asked } from "../asked.ts";

const service = "organizations";

/** The organization, its units and the policies that guard them. */
export const unitCalls: readonly Asked[] = [
  { service, operation: "DescribeOrganization" },
  { service, operation: "ListRoots", keep: { root: "Roots.0.Id" } },
  {
    service,
    operation: "CreateOrganizationalUnit",
    input: { ParentId: "{root}", Name: "vended", Tags: [{ Key: "kind", Value: "parent" }] },
    keep: { unit: "OrganizationalUnit.Id" },
  },
  {
    service,
    operation: "CreateOrganizationalUnit",
    when: "of a name that is taken",
    input: { ParentId: "{root}", Name: "vended" },
  },
  {
    service,
    operation: "CreateOrganizationalUnit",
    when: "inside another",
    input: { ParentId: "{unit}", Name: "active" },
    keep: { inner: "OrganizationalUnit.Id" },
  },
  {
    service,
    operation: "CreateOrganizationalUnit",
    when: "in a parent that is missing",
    input: { ParentId: "ou-abcd-12345678", Name: "lost" },
  },
  {
    service,
    operation: "DescribeOrganizationalUnit",
    input: { OrganizationalUnitId: "{inner}" },
  },
  {
    service,
    operation: "DescribeOrganizationalUnit",
    when: "that is missing",
    input: { OrganizationalUnitId: "ou-abcd-12345678" },
  },
  {
    service,
    operation: "UpdateOrganizationalUnit",
    input: { OrganizationalUnitId: "{inner}", Name: "leased" },
  },
  {
    service,
    operation: "ListOrganizationalUnitsForParent",
    input: { ParentId: "{root}" },
  },
  {
    service,
    operation: "ListChildren",
    when: "that are units",
    input: { ParentId: "{unit}", ChildType: "ORGANIZATIONAL_UNIT" },
  },
  { service, operation: "ListParents", when: "of a unit", input: { ChildId: "{inner}" } },
  { service, operation: "ListTagsForResource", when: "of a unit", input: { ResourceId: "{unit}" } },
  {
    service,
    operation: "TagResource",
    input: { ResourceId: "{unit}", Tags: [{ Key: "team", Value: "blue" }] },
  },
  { service, operation: "UntagResource", input: { ResourceId: "{unit}", TagKeys: ["kind"] } },
  {
    service,
    operation: "ListTagsForResource",
    when: "of a unit whose tags were changed",
    input: { ResourceId: "{unit}" },
  },
  {
    service,
    operation: "ListTagsForResource",
    when: "of a unit that is missing",
    input: { ResourceId: "ou-abcd-12345678" },
  },
  { service, operation: "DeleteOrganizationalUnit", input: { OrganizationalUnitId: "{inner}" } },
  {
    service,
    operation: "DescribeOrganizationalUnit",
    when: "that was deleted",
    input: { OrganizationalUnitId: "{inner}" },
  },
];
