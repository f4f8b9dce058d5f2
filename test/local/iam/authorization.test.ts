import { describe, expect, it } from "vitest";
import { ACCOUNT, anIam, aRole, aTrust } from "./a-call.ts";

const BOUNDARY = "arn:aws:iam::aws:policy/PowerUserAccess";
const ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";
const WORKER = `arn:aws:iam::${ACCOUNT}:role/mayfly/worker`;

async function anIamWithWorker() {
  const iam = anIam();
  await aRole(iam, "worker", {
    Path: "/mayfly/",
    PermissionsBoundary: BOUNDARY,
    Tags: [{ Key: "team", Value: "blue" }],
  });
  return iam;
}

const TAGS = { "aws:ResourceTag/team": "blue", "iam:ResourceTag/team": "blue" };

describe("IAM authorization", () => {
  it("asks for the action on the role where it is, with its tags and boundary", async () => {
    const iam = await anIamWithWorker();

    const needed = iam.authorize("AttachRolePolicy", {
      RoleName: "worker",
      PolicyArn: ADMINISTRATOR,
    });

    expect(needed).toEqual([
      {
        action: "iam:AttachRolePolicy",
        resource: WORKER,
        context: { ...TAGS, "iam:PolicyARN": ADMINISTRATOR, "iam:PermissionsBoundary": BOUNDARY },
      },
    ]);
  });

  it("asks for the boundary that is to be, when one is set", async () => {
    const iam = await anIamWithWorker();

    const needed = iam.authorize("PutRolePermissionsBoundary", {
      RoleName: "worker",
      PermissionsBoundary: ADMINISTRATOR,
    });

    expect(needed).toMatchObject([{ context: { "iam:PermissionsBoundary": ADMINISTRATOR } }]);
  });

  it("asks for tagging as well when something is made with tags", async () => {
    const needed = anIam().authorize("CreateRole", {
      RoleName: "worker",
      Path: "/mayfly/",
      AssumeRolePolicyDocument: aTrust(),
      Tags: [{ Key: "team", Value: "blue" }],
    });

    const context = { "aws:RequestTag/team": "blue", "aws:TagKeys": ["team"] };
    expect(needed).toMatchObject([
      { action: "iam:CreateRole", resource: WORKER, context },
      { action: "iam:TagRole", resource: WORKER, context },
    ]);
  });

  it("asks who puts a role into an instance profile to be allowed to pass it", async () => {
    const iam = await anIamWithWorker();

    const needed = iam.authorize("AddRoleToInstanceProfile", {
      InstanceProfileName: "machine",
      RoleName: "worker",
    });

    expect(needed[1]).toEqual({
      action: "iam:PassRole",
      resource: WORKER,
      context: { "iam:PassedToService": "ec2.amazonaws.com" },
    });
  });

  it.each([
    ["GetUser", { UserName: "ann" }, `arn:aws:iam::${ACCOUNT}:user/ann`],
    ["GetUser", {}, `arn:aws:iam::${ACCOUNT}:root`],
    ["CreateGroup", { GroupName: "team", Path: "/x/" }, `arn:aws:iam::${ACCOUNT}:group/x/team`],
    ["GetPolicy", { PolicyArn: ADMINISTRATOR }, ADMINISTRATOR],
    ["ListRoles", {}, `arn:aws:iam::${ACCOUNT}:role/`],
    ["ListRoles", { PathPrefix: "/mayfly/" }, `arn:aws:iam::${ACCOUNT}:role/mayfly/`],
    ["GetAccountSummary", {}, "*"],
    ["CreateAccountAlias", { AccountAlias: "mayfly" }, "*"],
    [
      "CreateServiceLinkedRole",
      { AWSServiceName: "organizations.amazonaws.com" },
      `arn:aws:iam::${ACCOUNT}:role/aws-service-role/organizations.amazonaws.com/AWSServiceRoleForOrganizations`,
    ],
    [
      "DeleteServerCertificate",
      { ServerCertificateName: "site" },
      `arn:aws:iam::${ACCOUNT}:server-certificate/site`,
    ],
  ])("guards %s of %o on its resource", (operation, input, resource) => {
    const needed = anIam().authorize(operation, input);

    expect(needed).toMatchObject([{ action: `iam:${operation}`, resource }]);
  });
});
