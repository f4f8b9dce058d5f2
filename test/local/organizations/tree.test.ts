import { describe, expect, it } from "vitest";
import { orgContext } from "../../../local/services/organizations/org-context.ts";
import { unitsOf } from "../../../local/services/organizations/records.ts";
import {
  account,
  anOrganization,
  aUnit,
  MANAGEMENT,
  move,
  ROOT,
  VENDING,
} from "./an-organization.ts";

describe("The organization", () => {
  it("tells its members about itself", async () => {
    const { call } = anOrganization();

    const own = await call("DescribeOrganization");
    const asMember = await call("DescribeOrganization", {}, VENDING);

    expect(own).toEqual(asMember);
    expect(own["Organization"]).toMatchObject({
      Id: expect.stringMatching(/^o-[a-z0-9]{10,32}$/),
      FeatureSet: "ALL",
      MasterAccountId: MANAGEMENT,
      MasterAccountEmail: "management@example.com",
      MasterAccountArn: expect.stringMatching(`:${MANAGEMENT}:account/o-[a-z0-9]+/${MANAGEMENT}$`),
    });
  });

  it("has one root, with service control policies enabled", async () => {
    const { list } = anOrganization();

    expect(await list("ListRoots")).toMatchObject([
      {
        Id: ROOT,
        Name: "Root",
        PolicyTypes: [{ Type: "SERVICE_CONTROL_POLICY", Status: "ENABLED" }],
      },
    ]);
  });
});

describe("Organizational units", () => {
  it("hold units and accounts, and know their path", async () => {
    const organization = anOrganization();
    const outer = await aUnit(organization, "outer");
    const inner = await aUnit(organization, "inner", outer);
    await move(organization, ROOT, inner);

    const context = orgContext(organization.world, VENDING);
    const described = await organization.call("DescribeOrganizationalUnit", {
      OrganizationalUnitId: inner,
    });

    expect(outer).toMatch(/^ou-ab12-[a-z0-9]{8}$/);
    expect(context?.orgPath).toBe(`${context?.orgId}/${ROOT}/${outer}/${inner}/`);
    expect((await account(organization, VENDING))["Paths"]).toEqual([
      `${context?.orgPath}${VENDING}/`,
    ]);
    expect(described["OrganizationalUnit"]).toMatchObject({ Path: context?.orgPath });
  });

  it("list their children by type", async () => {
    const organization = anOrganization();
    const { list } = organization;
    const outer = await aUnit(organization, "outer");
    const inner = await aUnit(organization, "inner", outer);
    await move(organization, ROOT, outer);
    const of = (ChildType: string) => list("ListChildren", { ParentId: outer, ChildType });

    expect(await of("ACCOUNT")).toEqual([{ Id: VENDING, Type: "ACCOUNT" }]);
    expect(await of("ORGANIZATIONAL_UNIT")).toEqual([{ Id: inner, Type: "ORGANIZATIONAL_UNIT" }]);
    expect(await list("ListAccountsForParent", { ParentId: outer })).toMatchObject([
      { Id: VENDING },
    ]);
    expect(await list("ListOrganizationalUnitsForParent", { ParentId: ROOT })).toMatchObject([
      { Id: outer, Name: "outer" },
    ]);
    expect(await list("ListParents", { ChildId: inner })).toEqual([
      { Id: outer, Type: "ORGANIZATIONAL_UNIT" },
    ]);
    expect(await list("ListParents", { ChildId: outer })).toEqual([{ Id: ROOT, Type: "ROOT" }]);
    await expect(of("POLICY")).rejects.toMatchObject({ Reason: "INVALID_ENUM" });
  });

  it("have names that are unique among siblings only", async () => {
    const organization = anOrganization();
    const outer = await aUnit(organization, "same");

    const inner = aUnit(organization, "same", outer);
    await expect(inner).resolves.toMatch(/^ou-/);

    const sibling = aUnit(organization, "same");
    await expect(sibling).rejects.toMatchObject({ name: "DuplicateOrganizationalUnitException" });
  });

  it.each([
    ["", "MIN_LENGTH_EXCEEDED"],
    ["a".repeat(129), "MAX_LENGTH_EXCEEDED"],
  ])("refuse the name %j", async (name, Reason) => {
    await expect(aUnit(anOrganization(), name)).rejects.toMatchObject({ Reason });
  });

  it("go five levels deep", async () => {
    const organization = anOrganization();
    let parent = ROOT;
    for (const level of [1, 2, 3, 4, 5]) parent = await aUnit(organization, `l${level}`, parent);

    const sixth = aUnit(organization, "l6", parent);

    const Reason = "OU_DEPTH_LIMIT_EXCEEDED";
    await expect(sixth).rejects.toMatchObject({ name: "ConstraintViolationException", Reason });
  });

  it("are two thousand at most", async () => {
    const organization = anOrganization();
    const units = unitsOf(organization.world);
    for (let n = 0; n < 2000; n += 1) {
      const id = `ou-ab12-${String(n).padStart(8, "0")}`;
      units.set(id, { id, name: id, parentId: ROOT, tags: {} });
    }

    const refusal = aUnit(organization, "one more");

    await expect(refusal).rejects.toMatchObject({ Reason: "OU_NUMBER_LIMIT_EXCEEDED" });
  });

  it("are renamed, but not like a sibling", async () => {
    const organization = anOrganization();
    const id = await aUnit(organization, "before");
    await aUnit(organization, "taken");
    const rename = (Name: string) =>
      organization.call("UpdateOrganizationalUnit", { OrganizationalUnitId: id, Name });

    const renamed = await rename("after");

    expect(renamed["OrganizationalUnit"]).toMatchObject({ Id: id, Name: "after" });
    const name = "DuplicateOrganizationalUnitException";
    await expect(rename("taken")).rejects.toMatchObject({ name });
  });

  it("are deleted when they are empty", async () => {
    const organization = anOrganization();
    const id = await aUnit(organization, "blue");
    const remove = () =>
      organization.call("DeleteOrganizationalUnit", { OrganizationalUnitId: id });
    await move(organization, ROOT, id);

    const full = remove();
    await expect(full).rejects.toMatchObject({ name: "OrganizationalUnitNotEmptyException" });
    await move(organization, id, ROOT);
    await remove();

    const gone = remove();
    await expect(gone).rejects.toMatchObject({ name: "OrganizationalUnitNotFoundException" });
  });

  it("are not made by members or in what does not exist", async () => {
    const { call } = anOrganization();
    const asked = { Name: "blue", ParentId: ROOT };

    const byMember = call("CreateOrganizationalUnit", asked, VENDING);
    await expect(byMember).rejects.toMatchObject({ name: "AccessDeniedException" });
    const nowhere = call("CreateOrganizationalUnit", { ...asked, ParentId: "r-zzzz" });
    await expect(nowhere).rejects.toMatchObject({ name: "ParentNotFoundException" });
    const nonsense = call("CreateOrganizationalUnit", { ...asked, ParentId: VENDING });
    await expect(nonsense).rejects.toMatchObject({ Reason: "INVALID_PATTERN" });
  });
});

describe("ListParents", () => {
  it("refuses roots and children that are not there", async () => {
    const { call } = anOrganization();

    const ofRoot = call("ListParents", { ChildId: ROOT });
    await expect(ofRoot).rejects.toMatchObject({ Reason: "INVALID_PATTERN" });
    const ofNobody = call("ListParents", { ChildId: "999999999999" });
    await expect(ofNobody).rejects.toMatchObject({ name: "ChildNotFoundException" });
  });
});
