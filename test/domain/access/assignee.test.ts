import { describe, expect, test } from "vitest";
import { assignmentOf, centerNameOf } from "../../../domain/access/assignee.ts";
import { grantsOf } from "../../../domain/access/grants.ts";
import type { Principal } from "../../../domain/ids.ts";
import type { IdentityCenterAccess } from "../../../domain/template/template.ts";
import { ACCOUNT_ID, ALICE, anActiveLease, aTemplate } from "../../support/builders.ts";

const CENTER: IdentityCenterAccess = {
  region: "eu-west-1",
  instanceArn: "arn:aws:sso:::instance/ssoins-0123456789abcdef",
  identityStoreId: "d-1234567890",
  permissionSetArn: "arn:aws:sso:::permissionSet/ssoins-0123456789abcdef/ps-0123456789abcdef",
  assignTo: "owner",
  portal: "https://d-1234567890.awsapps.com/start",
};
const ASSIGNEE = { type: "USER", id: "1234567890-alice" } as const;

describe("the user name by which IAM Identity Center knows an owner", () => {
  test.each<[string, string, string | undefined]>([
    ["of a user is their own", ALICE, "alice"],
    [
      "of a person of IAM Identity Center is the name of their session",
      "arn:aws:sts::222222222222:assumed-role/AWSReservedSSO_Dev_0123456789abcdef/alice@example.com",
      "alice@example.com",
    ],
    [
      "of another role's session is none: whoever makes it could choose anybody's",
      "arn:aws:sts::222222222222:assumed-role/Developer/alice@example.com",
      undefined,
    ],
    [
      "of a session of a role that only looks reserved by its end is none",
      "arn:aws:sts::222222222222:assumed-role/My_AWSReservedSSO_Dev/alice",
      undefined,
    ],
  ])("%s", (_, owner, name) => {
    expect(centerNameOf(owner as Principal)).toBe(name);
  });
});

describe("an assignment", () => {
  const template = aTemplate({ identityCenter: CENTER });

  test("names the template's permission set, the lease's account and who was found", () => {
    expect(assignmentOf({ template, assignee: ASSIGNEE }, ACCOUNT_ID)).toEqual({
      region: "eu-west-1",
      instanceArn: CENTER.instanceArn,
      permissionSetArn: CENTER.permissionSetArn,
      assignee: ASSIGNEE,
      accountId: ACCOUNT_ID,
    });
  });

  test("is none where the template knows none, whoever was found", () => {
    expect(assignmentOf({ template: aTemplate(), assignee: ASSIGNEE }, ACCOUNT_ID)).toBeUndefined();
    expect(assignmentOf({ template }, ACCOUNT_ID)).toBeUndefined();
  });
});

describe("the listing of who gets in where", () => {
  test("tells of no way that the template has not", () => {
    expect(grantsOf(anActiveLease(), "mayfly")).toEqual({
      leaseId: expect.any(String),
      owner: ALICE,
      accountId: ACCOUNT_ID,
      until: expect.any(String),
      roleArn: `arn:aws:iam::${ACCOUNT_ID}:role/mayfly-lease-holder`,
      requiresMfa: false,
      isHandedOut: true,
    });
  });

  test("tells that MFA is needed, and that nothing is handed out then", () => {
    const template = aTemplate({ requireMfa: {}, parentPolicy: true, identityCenter: CENTER });
    expect(grantsOf(anActiveLease({ template, assignee: ASSIGNEE }), "mayfly")).toMatchObject({
      requiresMfa: true,
      isHandedOut: false,
      policyOfUser: "alice",
      identityCenter: { ...ASSIGNEE, permissionSetArn: CENTER.permissionSetArn },
    });
  });
});
