import { describe, expect, it } from "vitest";
import type { ResourceContext, ResourceMade } from "../../../local/kernel/service.ts";
import { serviceControlPolicies } from "../../../local/services/organizations/service-control-policies.ts";
import { anOrganization, MANAGEMENT, type Organization, ROOT, VENDING } from "./an-organization.ts";

const Content = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Deny", Action: "s3:*", Resource: "*" }],
};

async function make(
  { world, service }: Organization,
  kind: "OrganizationalUnit" | "Policy",
  properties: object,
  account = MANAGEMENT,
): Promise<ResourceMade> {
  const type = service.resources?.find((each) => each.type === `AWS::Organizations::${kind}`);
  const context: ResourceContext = {
    world,
    account,
    region: "us-east-1",
    stackName: "organization",
    logicalId: "Thing",
    tags: { stack: "organization" },
    physicalName: () => "organization-Thing",
    asset: () => "",
  };
  if (!type) throw new Error(`There is no resource type ${kind}.`);
  return await type.create(properties as never, context);
}

describe("AWS::Organizations::OrganizationalUnit", () => {
  it("makes a unit that carries the tags of its stack", async () => {
    const organization = anOrganization();
    const Tags = [{ Key: "own", Value: "1" }];

    const made = await make(organization, "OrganizationalUnit", {
      Name: "vending",
      ParentId: ROOT,
      Tags,
    });

    const units = await organization.list("ListOrganizationalUnitsForParent", { ParentId: ROOT });
    expect(units).toMatchObject([{ Id: made.ref, Name: "vending", Arn: made.attributes["Arn"] }]);
    expect(made.attributes["Id"]).toBe(made.ref);
    const tags = await organization.list("ListTagsForResource", { ResourceId: made.ref });
    expect(tags).toEqual([
      { Key: "own", Value: "1" },
      { Key: "stack", Value: "organization" },
    ]);
  });

  it("fails like CreateOrganizationalUnit", async () => {
    const organization = anOrganization();
    const unit = { Name: "vending", ParentId: ROOT };
    await make(organization, "OrganizationalUnit", unit);

    const again = make(organization, "OrganizationalUnit", unit);

    await expect(again).rejects.toMatchObject({ name: "DuplicateOrganizationalUnitException" });
  });

  it("is made by stacks in the management account only", async () => {
    const unit = { Name: "vending", ParentId: ROOT };

    const refusal = make(anOrganization(), "OrganizationalUnit", unit, VENDING);

    await expect(refusal).rejects.toMatchObject({ name: "AccessDeniedException" });
  });
});

describe("AWS::Organizations::Policy", () => {
  const policy = { Name: "guard", Type: "SERVICE_CONTROL_POLICY", Content };

  it("makes a policy and attaches it to its targets", async () => {
    const organization = anOrganization();

    const made = await make(organization, "Policy", { ...policy, TargetIds: [ROOT] });

    const [root] = serviceControlPolicies(organization.world, VENDING);
    expect(root?.[1]).toEqual({ name: made.attributes["Arn"], document: JSON.stringify(Content) });
    expect(made.attributes).toMatchObject({ Id: made.ref, AwsManaged: false });
  });

  it("takes the document as text, to the character", async () => {
    const organization = anOrganization();
    const text = JSON.stringify(Content, null, 2);

    const { ref } = await make(organization, "Policy", { ...policy, Content: text });

    const { Policy } = await organization.call("DescribePolicy", { PolicyId: ref });
    expect(Policy).toMatchObject({ Content: text });
  });

  it("fails like CreatePolicy and AttachPolicy", async () => {
    const organization = anOrganization();

    const nowhere = make(organization, "Policy", { ...policy, TargetIds: ["999999999999"] });
    await expect(nowhere).rejects.toMatchObject({ name: "TargetNotFoundException" });
    const malformed = make(organization, "Policy", { ...policy, Name: "b", Content: {} });
    await expect(malformed).rejects.toMatchObject({ name: "MalformedPolicyDocumentException" });
  });

  it("refuses a property that it does not know", async () => {
    const refusal = make(anOrganization(), "Policy", { ...policy, Force: true });

    await expect(refusal).rejects.toThrow(/Force/);
  });
});
