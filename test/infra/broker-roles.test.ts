import { describe, expect, test } from "vitest";
import { CENTER } from "../support/every-way.ts";
import { permissionsOf, rolesOf } from "./permissions.ts";
import { EVERY_WAY, MANAGEMENT, VENDING } from "./sample-configuration.ts";
import { organizationStack, resourcesOf, templateOf, vendingStack } from "./synthesis.ts";

const template = templateOf(organizationStack());

const ACCOUNTS = `arn:aws:organizations::${MANAGEMENT}:account/<organization>/*`;
const ROOT = `arn:aws:organizations::${MANAGEMENT}:root/<organization>/r-ab12`;
const OURS = 'if {"StringEquals":{"aws:ResourceTag/mayfly:managed-by":"mayfly"}}';
const NEW =
  'if {"StringEquals":{"aws:RequestTag/mayfly:managed-by":"mayfly"},"ForAllValues:StringEquals":{"aws:TagKeys":["mayfly:managed-by","mayfly:account-key"]}}';

const organizations = (resource: string, ...actions: string[]) =>
  actions.map((action) => `organizations:${action} ${resource}`);

const lookup = organizations(
  ...(["*", "DescribeCreateAccountStatus", "ListCreateAccountStatus", "ListAccounts"] as const),
);
const facts = [
  ...organizations(ACCOUNTS, "DescribeAccount", "ListParents", "ListTagsForResource"),
  "organizations:ListDelegatedAdministrators *",
];

const move = (...places: string[]) => [
  `organizations:ListParents ${ACCOUNTS}`,
  `organizations:MoveAccount ${ACCOUNTS} ${OURS}`,
  ...places.map((place) => `organizations:MoveAccount ${place}`),
];

const pathTo = (unit: string) =>
  unit === "root" ? "<organization>/r-ab12/" : `<organization>/r-ab12/<ParentUnit>/<${unit}>/`;

const lyingIn = (...units: string[]) => {
  const paths = JSON.stringify(units.map(pathTo));
  return `if {"ForAnyValue:StringEquals":{"aws:ResourceOrgPaths":${paths}}}`;
};

const enter = (...units: string[]) => [
  `sts:AssumeRole arn:aws:iam::*:role/OrganizationAccountAccessRole ${lyingIn(...units)}`,
];

const UNLOCK = `sts:AssumeRoot arn:aws:iam::*:root if ${JSON.stringify({
  StringEquals: {
    "sts:TaskPolicyArn": [
      "arn:aws:iam::aws:policy/root-task/S3UnlockBucketPolicy",
      "arn:aws:iam::aws:policy/root-task/SQSUnlockQueuePolicy",
    ],
  },
  "ForAnyValue:StringEquals": { "aws:ResourceOrgPaths": [pathTo("QuarantineUnit")] },
})}`;

const holder = `arn:aws:iam::*:role/mayfly-lease-holder ${lyingIn("ActiveUnit")}`;

const budget = [`budgets:ModifyBudget arn:aws:budgets::${MANAGEMENT}:budget/mayfly-*`];

/** What each function may do in the management account. */
const BROKERS: Readonly<Record<string, readonly string[]>> = {
  api: [`sts:AssumeRole ${holder}`, `sts:SetSourceIdentity ${holder}`],
  "adopt-account": [
    ...[...facts, ...enter("root")],
    `organizations:TagResource ${ACCOUNTS} ${NEW}`,
  ],
  "create-account": [
    `organizations:CreateAccount * ${NEW}`,
    `organizations:TagResource * ${NEW}`,
    ...organizations("*", "ListAccounts", "ListCreateAccountStatus"),
  ],
  "confirm-creation": lookup,
  sweep: [...lookup, `organizations:DescribeAccount ${ACCOUNTS}`],
  reconcile: [
    ...organizations("*", "ListAccounts"),
    ...organizations(ACCOUNTS, "DescribeAccount", "ListTagsForResource"),
    ...[...enter("ActiveUnit"), ...budget],
  ],
  "await-access-role": enter("root"),
  "apply-baseline": enter("root", "VendingUnit"),
  "open-access": enter("ActiveUnit"),
  "close-access": enter("root", "VendingUnit", "ActiveUnit", "QuarantineUnit"),
  "place-account": move(ROOT, "<VendingUnit>", "<ActiveUnit>"),
  "quarantine-account": move(ROOT, "<VendingUnit>", "<ActiveUnit>", "<QuarantineUnit>"),
  "return-account": [
    ...move("<QuarantineUnit>", "<VendingUnit>"),
    ...[
      "organizations:DetachPolicy <frozenrail>",
      `organizations:DetachPolicy ${ACCOUNTS} ${OURS}`,
    ],
  ],
  "stock-account": [...lookup, ...move(ROOT, "<VendingUnit>")],
  "set-budget": budget,
  "remove-budget": budget,
  "measure-spend": ["ce:GetCostAndUsage *"],
  "guard-spend": ["AttachPolicy", "DetachPolicy"].flatMap((action) => [
    `organizations:${action} <frozenrail>`,
    `organizations:${action} ${ACCOUNTS} ${OURS}`,
  ]),
  "begin-nuke": facts,
  nuke: [...facts, ...enter("QuarantineUnit"), UNLOCK],
  "close-account": [...facts, `organizations:CloseAccount ${ACCOUNTS} ${OURS}`],
  "confirm-closure": [
    `organizations:DescribeAccount ${ACCOUNTS}`,
    ...move("<QuarantineUnit>", "<ClosedUnit>"),
  ],
};

describe("a broker role", () => {
  test("has a line in the table above", () => {
    expect(
      rolesOf(template)
        .map(({ RoleName }) => RoleName)
        .toSorted(),
    ).toEqual(
      Object.keys(BROKERS)
        .map((name) => `mayfly-broker-${name}`)
        .toSorted(),
    );
  });

  test.each(Object.entries(BROKERS))("of %s may do this and nothing else", (name, may) => {
    expect(permissionsOf(template, `mayfly-broker-${name}`)).toEqual(may.toSorted());
  });

  test.each(Object.keys(BROKERS))("of %s trusts the role of that function alone", (name) => {
    const role = Object.values(resourcesOf(template, "AWS::IAM::Role")).find(
      ({ Properties }) => Properties["RoleName"] === `mayfly-broker-${name}`,
    );
    expect(role?.Properties["AssumeRolePolicyDocument"]).toMatchObject({
      Statement: [
        {
          Effect: "Allow",
          Action: "sts:AssumeRole",
          Principal: { AWS: `arn:aws:iam::${VENDING}:root` },
          Condition: {
            ArnEquals: { "aws:PrincipalArn": `arn:aws:iam::${VENDING}:role/mayfly-${name}` },
          },
        },
      ],
    });
  });

  test("exists for each function that asks for one, and no other", () => {
    const vending = templateOf(vendingStack());
    const asking = rolesOf(vending)
      .map(({ RoleName }) => RoleName)
      .filter((name) => permissionsOf(vending, name).some((line) => line.startsWith("sts:")));
    expect(asking.map((name) => name.replace("mayfly-", "")).toSorted()).toEqual(
      Object.keys(BROKERS).toSorted(),
    );
  });
});

describe("where a template assigns accounts in IAM Identity Center, the broker role", () => {
  const withCenter = templateOf(organizationStack(EVERY_WAY));
  const set = CENTER.permissionSetArn;
  const named = (action: string) =>
    [CENTER.instanceArn, set, "arn:aws:sso:::account/*"].map((each) => `sso:${action} ${each}`);

  test.each([
    ["assign-owner", ["CreateAccountAssignment"], "DescribeAccountAssignmentCreationStatus"],
    [
      "unassign-owner",
      ["DeleteAccountAssignment", "ListAccountAssignments"],
      "DescribeAccountAssignmentDeletionStatus",
    ],
  ])("of %s may do so with the template's permission set alone", (name, actions, status) => {
    expect(permissionsOf(withCenter, `mayfly-broker-${name}`)).toEqual(
      [...actions.flatMap(named), `sso:${status} ${CENTER.instanceArn}`].toSorted(),
    );
  });

  test("of the API may find users of the template's identity store by name", () => {
    expect(
      permissionsOf(withCenter, "mayfly-broker-api").filter((line) => line.startsWith("identity")),
    ).toEqual([
      `identitystore:GetUserId arn:aws:identitystore::${MANAGEMENT}:identitystore/d-1234567890`,
      "identitystore:GetUserId arn:aws:identitystore:::user/*",
    ]);
  });
});
