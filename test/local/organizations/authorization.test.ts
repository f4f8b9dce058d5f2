import { describe, expect, it } from "vitest";
import {
  anOrganization,
  aUnit,
  MANAGEMENT,
  type Organization,
  ROOT,
  VENDING,
} from "./an-organization.ts";

const orgId = ({ world }: Organization) =>
  world.storage
    .collection<{ id: string }>(
      { service: "organizations", account: "aws", region: "global" },
      "organization",
    )
    .get("organization")?.id;

const arn = (organization: Organization, type: string, rest: string) =>
  `arn:aws:organizations::${MANAGEMENT}:${type}/${orgId(organization)}/${rest}`;

describe("Authorization in Organizations", () => {
  it("asks for a move on the account, where it is and where it goes", async () => {
    const organization = anOrganization();
    const unit = await aUnit(organization, "blue");
    const Tags = [{ Key: "managed-by", Value: "mayfly" }];
    await organization.call("TagResource", { ResourceId: VENDING, Tags });

    const wanted = organization.authorize("MoveAccount", {
      AccountId: VENDING,
      SourceParentId: ROOT,
      DestinationParentId: unit,
    });

    const action = "organizations:MoveAccount";
    expect(wanted).toEqual([
      {
        action,
        resource: arn(organization, "account", VENDING),
        context: { "aws:ResourceTag/managed-by": "mayfly" },
      },
      { action, resource: arn(organization, "root", ROOT), context: {} },
      { action, resource: arn(organization, "ou", unit), context: {} },
    ]);
  });

  it("asks for a creation with its tags, and for tagging what has no ARN yet", () => {
    const organization = anOrganization();
    const Tags = [{ Key: "managed-by", Value: "mayfly" }];

    const wanted = organization.authorize("CreateAccount", { Tags });

    const context = { "aws:RequestTag/managed-by": "mayfly", "aws:TagKeys": ["managed-by"] };
    expect(wanted).toEqual([
      { action: "organizations:CreateAccount", resource: "*", context },
      { action: "organizations:TagResource", resource: "*", context },
    ]);
  });

  it("asks for no tagging when nothing is tagged", () => {
    const wanted = anOrganization().authorize("CreateAccount", {});

    expect(wanted).toHaveLength(1);
  });

  it.each([
    ["CloseAccount", { AccountId: VENDING }, "account", VENDING],
    ["DescribeAccount", { AccountId: VENDING }, "account", VENDING],
    ["ListParents", { ChildId: VENDING }, "account", VENDING],
    ["ListTagsForResource", { ResourceId: VENDING }, "account", VENDING],
    ["TagResource", { ResourceId: VENDING }, "account", VENDING],
    ["ListAccountsForParent", { ParentId: ROOT }, "root", ROOT],
    ["CreateOrganizationalUnit", { ParentId: ROOT }, "root", ROOT],
    ["RegisterDelegatedAdministrator", { AccountId: VENDING }, "account", VENDING],
  ])("asks for %s on what it touches", (name, input, type, id) => {
    const organization = anOrganization();

    const [wanted] = organization.authorize(name, input);

    expect(wanted?.action).toBe(`organizations:${name}`);
    expect(wanted?.resource).toBe(arn(organization, type, id));
  });

  it.each(["ListAccounts", "ListRoots", "ListCreateAccountStatus", "DescribeOrganization"])(
    "asks for %s on everything",
    (name) => {
      const wanted = anOrganization().authorize(name, {});

      expect(wanted).toEqual([{ action: `organizations:${name}`, resource: "*", context: {} }]);
    },
  );

  it("tells the type of policies, and asks for the target too", () => {
    const organization = anOrganization();

    const wanted = organization.authorize("AttachPolicy", {
      PolicyId: "p-FullAWSAccess",
      TargetId: ROOT,
    });

    const context = { "organizations:PolicyType": "SERVICE_CONTROL_POLICY" };
    expect(wanted).toMatchObject([
      {
        resource: "arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess",
        context,
      },
      { resource: arn(organization, "root", ROOT), context },
    ]);
  });

  it("tells the keys of tags that are taken off", () => {
    const [wanted] = anOrganization().authorize("UntagResource", {
      ResourceId: VENDING,
      TagKeys: ["team"],
    });

    expect(wanted?.context).toEqual({ "aws:TagKeys": ["team"] });
  });

  it("tells the service whose access is changed", () => {
    const ServicePrincipal = "account.amazonaws.com";

    const [wanted] = anOrganization().authorize("EnableAWSServiceAccess", { ServicePrincipal });

    expect(wanted?.context).toEqual({ "organizations:ServicePrincipal": ServicePrincipal });
  });

  it("asks outsiders for the action alone", () => {
    const wanted = anOrganization().authorize("CloseAccount", {}, "999999999999");

    expect(wanted).toEqual([{ action: "organizations:CloseAccount", resource: "*" }]);
  });
});
