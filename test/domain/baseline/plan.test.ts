import { describe, expect, test } from "vitest";
import type { Baseline } from "../../../domain/baseline/baseline.ts";
import { type Present, told } from "../../../domain/baseline/difference.ts";
import { plan } from "../../../domain/baseline/plan.ts";
import { wantedPolicy, wantedRole } from "../../../domain/baseline/wanted.ts";
import { aBaseline, aDocument, aRole, aSite } from "../../support/a-baseline.ts";

const SITE = aSite();
const EMPTY: Present = {
  ...{ policies: {}, roles: {}, contacts: {}, blocksPublicS3: false, regions: {} },
};

/** An account that is as the baseline says. */
function asWanted(baseline: Baseline): Present {
  const policies = baseline.policies.map((each) => wantedPolicy(baseline, SITE, each));
  const roles = baseline.roles.map((each) => wantedRole(baseline, SITE, each));
  const { passwordPolicy, contacts } = baseline;
  return {
    alias: SITE.alias,
    ...(passwordPolicy && { passwordPolicy }),
    policies: Object.fromEntries(
      policies.map(({ name, document, tags }) => [name, { document, tags, otherVersions: [] }]),
    ),
    roles: Object.fromEntries(roles.map((role) => [role.name, role])),
    contacts,
    blocksPublicS3: true,
    regions: Object.fromEntries(
      baseline.regions.flatMap(({ names }) =>
        names.map((name) => [name, { encryptsVolumes: true, defaultVpcs: [] }]),
      ),
    ),
  };
}

const changes = (baseline: Baseline, present: Present) => plan(baseline, SITE, present).map(told);

const POLICY = "mayfly-x-look-y";
const ROLE = "mayfly-x-auditor-y";
const POLICY_ARN = `arn:aws:iam::333333333333:policy/${POLICY}`;
const full = aBaseline();
const ready = asWanted(full);
const role = ready.roles[ROLE];
const policy = ready.policies[POLICY];
if (role === undefined || policy === undefined) throw new Error("The names are other ones.");

const withRole = (more: Partial<typeof role>): Present => ({
  ...ready,
  roles: { [ROLE]: { ...role, ...more } },
});
const withPolicy = (more: Partial<typeof policy>): Present => ({
  ...ready,
  policies: { [POLICY]: { ...policy, ...more } },
});

describe("a baseline in a fresh account", () => {
  test("makes everything, policies before the roles that they bound", () => {
    expect(changes(full, EMPTY)).toEqual([
      "set-alias mayfly-k012345678",
      "set-password-policy",
      `create-policy ${POLICY}`,
      `create-role ${ROLE}`,
      `attach ${ROLE} arn:aws:iam::aws:policy/ReadOnlyAccess`,
      `attach ${ROLE} ${POLICY_ARN}`,
      `put-inline ${ROLE} list`,
      "set-contact SECURITY Security",
      "block-public-s3 333333333333",
      "encrypt-volumes eu-west-1",
      "encrypt-volumes us-east-1",
    ]);
  });

  test("marks what it makes as Mayfly's, and fills in the account", () => {
    const [made] = plan(full, SITE, EMPTY).filter((each) => each.do === "create-role");
    expect(made?.role).toMatchObject({
      boundary: POLICY_ARN,
      tags: { team: "platform", "mayfly:managed-by": "mayfly", "mayfly:account-key": "k012345678" },
      trust: { Statement: [{ Principal: { AWS: "arn:aws:iam::333333333333:root" } }] },
    });
  });

  test("leaves IAM's own variables alone", () => {
    const document = aDocument("s3:GetObject/${aws:username}");
    const baseline = aBaseline({ policies: [{ name: "look", description: "x", document }] });
    const [made] = plan(baseline, SITE, EMPTY).filter((each) => each.do === "create-policy");
    expect(JSON.stringify(made?.policy.document)).toContain("${aws:username}");
  });
});

describe("a baseline that was applied before", () => {
  test("changes nothing", () => {
    expect(changes(full, ready)).toEqual([]);
  });

  test("does not care in which order members of a document come back", () => {
    const document = { Statement: [{ Resource: "*", Action: "ec2:Describe*", Effect: "Allow" }] };
    const present = withPolicy({ document: { ...document, Version: "2012-10-17" } });
    expect(changes(full, present)).toEqual([]);
  });

  test("leaves tags alone that somebody else has put", () => {
    expect(changes(full, withRole({ tags: { ...role.tags, cost: "42" } }))).toEqual([]);
  });

  test.each<[string, Present, string[]]>([
    ["another alias", { ...ready, alias: "old" }, ["set-alias mayfly-k012345678 old"]],
    ["another trust", withRole({ trust: {} }), [`set-trust ${ROLE}`]],
    ["a longer session", withRole({ longestSession: 7_200 }), [`describe-role ${ROLE}`]],
    ["another boundary", withRole({ boundary: "arn" }), [`set-boundary ${ROLE} ${POLICY_ARN}`]],
    [
      "a policy too many",
      withRole({ managedPolicies: [...role.managedPolicies, "arn:aws:iam::aws:policy/Other"] }),
      [`detach ${ROLE} arn:aws:iam::aws:policy/Other`],
    ],
    [
      "an inline policy too many and one that differs",
      withRole({ inlinePolicies: { list: aDocument("s3:*"), extra: aDocument("*") } }),
      [`delete-inline ${ROLE} extra`, `put-inline ${ROLE} list`],
    ],
    [
      "a tag that is wrong",
      withRole({ tags: { ...role.tags, team: "other" } }),
      [`tag-role ${ROLE}`],
    ],
    ["another document", withPolicy({ document: aDocument("*") }), [`renew-policy ${POLICY}`]],
    [
      "another document and no room for a version",
      withPolicy({ document: aDocument("*"), otherVersions: ["v1", "v2", "v3", "v4"] }),
      [`renew-policy ${POLICY} v1`],
    ],
    ["a policy without a tag", withPolicy({ tags: SITE.tags }), [`tag-policy ${POLICY_ARN}`]],
    [
      "a default VPC",
      {
        ...ready,
        regions: {
          ...ready.regions,
          "us-east-1": { encryptsVolumes: true, defaultVpcs: ["vpc-1"] },
        },
      },
      ["remove-default-vpc us-east-1 vpc-1"],
    ],
    [
      "S3 that is open to the public",
      { ...ready, blocksPublicS3: false },
      ["block-public-s3 333333333333"],
    ],
    ["no contact", { ...ready, contacts: {} }, ["set-contact SECURITY Security"]],
  ])("mends %s and nothing else", (_, present, expected) => {
    expect(changes(full, present)).toEqual(expected);
  });

  test("takes a boundary away that is not wanted any more", () => {
    const { permissionsBoundary: _, ...unbounded } = aRole();
    expect(changes(aBaseline({ roles: [unbounded] }), ready)).toEqual([`remove-boundary ${ROLE}`]);
  });

  test("sets members of the password policy back that the document leaves out", () => {
    const { passwordPolicy } = full;
    const stricter = passwordPolicy && { ...passwordPolicy, MaxPasswordAge: 90 };
    const present = { ...ready, ...(stricter && { passwordPolicy: stricter }) };
    expect(changes(full, present)).toEqual(["set-password-policy"]);
  });
});

describe("what somebody else made", () => {
  test.each([
    ["role", withRole({ tags: {} })],
    ["policy", withPolicy({ tags: { "mayfly:managed-by": "another-mayfly" } })],
  ])("a %s of a wanted name is refused and not touched", (kind, present) => {
    const planning = () => plan(full, SITE, present);
    expect(planning).toThrow(new RegExp(`There is a ${kind} mayfly-.* did not make`));
    expect(planning).toThrow(expect.objectContaining({ name: "BaselineConflict" }));
  });

  test("is not looked at where the baseline does not name it", () => {
    const none = { policies: [], roles: [], contacts: {}, blockPublicS3: false, regions: [] };
    expect(changes(aBaseline(none), { ...ready, blocksPublicS3: false })).toEqual([]);
  });

  test("default VPCs and encryption stay as they are unless the baseline says otherwise", () => {
    const regions = [{ names: ["eu-west-1"], encryptVolumes: false, defaultVpc: "keep" } as const];
    const present = { "eu-west-1": { encryptsVolumes: true, defaultVpcs: ["vpc-1"] } };
    expect(changes(aBaseline({ regions }), { ...ready, regions: present })).toEqual([]);
  });
});
