import { describe, expect, it } from "vitest";
import type { ServicePrincipal } from "../../../local/kernel/principal.ts";
import { makeServiceLinkedRole } from "../../../local/services/iam/make-service-linked-role.ts";
import { ACCOUNT, aPolicy, aTrust, OTHER } from "../iam/a-call.ts";
import { ADMINISTRATOR, aCloud, credentialsIn, enter, roleArn } from "./a-cloud.ts";

const HOUR = 3_600_000;
const MAY_ENTER = { inline: { enter: aPolicy({ Action: "sts:*" }) } };
const FULL = [{ name: "FullAWSAccess", document: aPolicy({ Action: "*" }) }];

async function aSession(more: Record<string, unknown> = {}) {
  const cloud = aCloud();
  cloud.role("worker", { Tags: [{ Key: "team", Value: "blue" }] });
  await cloud.attach("worker", ADMINISTRATOR);
  const ann = cloud.user("ann", MAY_ENTER);
  return { cloud, ann, session: await enter(cloud, ann, more) };
}

describe("Access keys", () => {
  it("are unknown once their user is gone", async () => {
    const cloud = aCloud();
    const ann = cloud.user("ann");
    const session = credentialsIn(await cloud.call(ann, "sts:GetSessionToken"));

    await cloud.remove("ann");

    for (const { accessKeyId } of [ann, session]) {
      expect(cloud.identity.knownKey(accessKeyId)).toBeUndefined();
    }
  });

  it("say when they are inactive", async () => {
    const cloud = aCloud();
    const { accessKeyId: AccessKeyId } = cloud.user("ann");
    const input = { UserName: "ann", AccessKeyId, Status: "Inactive" };

    await cloud.call(cloud.root(), "iam:UpdateAccessKey", input);

    expect(cloud.identity.knownKey(AccessKeyId)).toMatchObject({ active: false });
  });

  it("stop working with their account", () => {
    const cloud = aCloud({ isUsable: (account) => account !== OTHER });

    const keys = [cloud.root(), cloud.root(OTHER)].map(({ accessKeyId }) =>
      cloud.identity.knownKey(accessKeyId),
    );

    expect(keys).toMatchObject([{ active: true }, undefined]);
  });

  it("of sessions carry their end and their token", async () => {
    const { cloud, session } = await aSession();

    const known = cloud.identity.knownKey(session.accessKeyId);

    expect(known).toMatchObject({ credentials: session, expiresAt: cloud.clock.now() + HOUR });
  });

  it("of sessions are remembered as expired for a day, and forgotten after it", async () => {
    const { cloud, ann, session } = await aSession();
    cloud.clock.pass(2 * HOUR);
    await enter(cloud, ann);
    expect(cloud.identity.knownKey(session.accessKeyId)).toBeDefined();

    cloud.clock.pass(24 * HOUR);
    await enter(cloud, ann);

    expect(cloud.identity.knownKey(session.accessKeyId)).toBeUndefined();
  });
});

describe("Sessions of roles", () => {
  it("end with their role, even if another one takes its name", async () => {
    const { cloud, session } = await aSession();
    const root = cloud.root();
    const RoleName = "worker";
    await cloud.call(root, "iam:DetachRolePolicy", { RoleName, PolicyArn: ADMINISTRATOR });
    await cloud.call(root, "iam:DeleteRole", { RoleName });
    cloud.role(RoleName);

    expect(cloud.identity.knownKey(session.accessKeyId)).toBeUndefined();
  });

  it("follow the role as it is now", async () => {
    const { cloud, session } = await aSession();
    const RoleName = "worker";
    await cloud.call(session, "iam:ListUsers");

    await cloud.call(cloud.root(), "iam:DetachRolePolicy", { RoleName, PolicyArn: ADMINISTRATOR });

    await expect(cloud.call(session, "iam:ListUsers")).rejects.toThrow(
      "because no identity-based policy allows the iam:ListUsers action",
    );
  });

  it("are revoked by a policy on their time of issue, newer ones are not", async () => {
    const { cloud, ann, session } = await aSession();
    cloud.clock.pass(HOUR / 2);
    const now = new Date(cloud.clock.now()).toISOString();
    const Condition = { DateLessThan: { "aws:TokenIssueTime": now } };
    await cloud.call(cloud.root(), "iam:PutRolePolicy", {
      RoleName: "worker",
      PolicyName: "AWSRevokeOlderSessions",
      PolicyDocument: aPolicy({ Effect: "Deny", Action: "*", Condition }),
    });

    const older = cloud.call(session, "iam:ListUsers");
    const newer = cloud.call(await enter(cloud, ann), "iam:ListUsers");

    await expect(older).rejects.toThrow("with an explicit deny in an identity-based policy");
    await expect(newer).resolves.toHaveProperty("Users");
  });

  it("are bounded by their session policies", async () => {
    const { cloud, session } = await aSession({ Policy: aPolicy({ Action: "iam:ListUsers" }) });

    await expect(cloud.call(session, "iam:ListUsers")).resolves.toHaveProperty("Users");
    await expect(cloud.call(session, "iam:ListRoles")).rejects.toThrow(
      "because no session policy allows the iam:ListRoles action",
    );
  });

  it("say what they are in the context of a request", async () => {
    const { cloud, session } = await aSession();

    const context = cloud.contextOf(session);

    expect(context).toMatchObject({
      "aws:PrincipalArn": roleArn("worker"),
      "aws:PrincipalType": "AssumedRole",
      "aws:PrincipalAccount": ACCOUNT,
      "aws:PrincipalTag/team": "blue",
      "aws:TokenIssueTime": "2026-11-24T08:00:00Z",
    });
    expect(context).not.toHaveProperty("aws:MultiFactorAuthPresent");
    expect(context).not.toHaveProperty("aws:username");
  });
});

describe("Permissions", () => {
  it("come from groups too", async () => {
    const cloud = aCloud();
    const ann = cloud.user("ann");
    const root = cloud.root();
    const GroupName = "team";
    await cloud.call(root, "iam:CreateGroup", { GroupName });
    await cloud.call(root, "iam:AttachGroupPolicy", { GroupName, PolicyArn: ADMINISTRATOR });
    await expect(cloud.call(ann, "iam:ListUsers")).rejects.toMatchObject({ name: "AccessDenied" });

    await cloud.call(root, "iam:AddUserToGroup", { GroupName, UserName: "ann" });

    await expect(cloud.call(ann, "iam:ListUsers")).resolves.toHaveProperty("Users");
  });

  it("end at the permissions boundary", async () => {
    const cloud = aCloud();
    const ann = cloud.user("ann", { policies: [ADMINISTRATOR] });
    const PermissionsBoundary = "arn:aws:iam::aws:policy/PowerUserAccess";
    await cloud.call(cloud.root(), "iam:PutUserPermissionsBoundary", {
      UserName: "ann",
      PermissionsBoundary,
    });

    await expect(cloud.call(ann, "iam:ListRoles")).resolves.toHaveProperty("Roles");
    await expect(cloud.call(ann, "iam:ListUsers")).rejects.toThrow(
      "because no permissions boundary allows the iam:ListUsers action",
    );
  });

  it("end at service control policies, for the root user too", async () => {
    const deny = [{ name: "rail", document: aPolicy({ Effect: "Deny", Action: "iam:*" }) }];
    const serviceControlPolicies = (account: string) => (account === OTHER ? [FULL, deny] : []);
    const cloud = aCloud({ serviceControlPolicies });

    const bound = cloud.call(cloud.root(OTHER), "iam:ListUsers");
    const free = cloud.call(cloud.root(), "iam:ListUsers");

    await expect(bound).rejects.toThrow("with an explicit deny in a service control policy");
    await expect(free).resolves.toHaveProperty("Users");
  });

  it("of service-linked roles end at no service control policy", () => {
    const cloud = aCloud({ serviceControlPolicies: () => [[]] });
    const { name, path } = makeServiceLinkedRole(cloud.world, OTHER, "organizations.amazonaws.com");
    const arn = `arn:aws:iam::${OTHER}:role${path}${name}`;

    const { principal } = cloud.identity.assumeAsService(arn, aService("organizations"), "session");

    expect(cloud.identity.policiesOf(principal).serviceControl).toEqual([]);
  });

  it("follow the default version of a managed policy", async () => {
    const cloud = aCloud();
    const root = cloud.root();
    const PolicyDocument = aPolicy({ Action: "iam:ListUsers" });
    await cloud.call(root, "iam:CreatePolicy", { PolicyName: "list", PolicyDocument });
    const PolicyArn = `arn:aws:iam::${ACCOUNT}:policy/list`;
    const ann = cloud.user("ann", { policies: [PolicyArn] });
    await cloud.call(ann, "iam:ListUsers");

    await cloud.call(root, "iam:CreatePolicyVersion", {
      PolicyArn,
      PolicyDocument: aPolicy({ Action: "iam:ListRoles" }),
      SetAsDefault: true,
    });

    await expect(cloud.call(ann, "iam:ListUsers")).rejects.toMatchObject({ name: "AccessDenied" });
  });
});

function aService(name: string, more: Partial<ServicePrincipal> = {}): ServicePrincipal {
  const service = `${name}.amazonaws.com`;
  return { kind: "service", service, account: ACCOUNT, arn: service, userId: service, ...more };
}

describe("AWS services", () => {
  it("enter roles that trust them", () => {
    const cloud = aCloud();
    const trust = aTrust({ Service: "lambda.amazonaws.com" });
    cloud.role("worker", { AssumeRolePolicyDocument: trust });
    const assume = (service: ServicePrincipal) =>
      cloud.identity.assumeAsService(roleArn("worker"), service, "session");

    const { credentials, principal } = assume(aService("lambda"));

    expect(cloud.identity.knownKey(credentials.accessKeyId)).toMatchObject({ principal });
    expect(() => assume(aService("events"))).toThrow(
      "User: events.amazonaws.com is not authorized to perform: sts:AssumeRole",
    );
  });

  it("enter roles for the sake of whom the trust policy names only", () => {
    const cloud = aCloud();
    const Condition = { StringEquals: { "aws:SourceAccount": ACCOUNT } };
    const trust = aTrust({ Service: "scheduler.amazonaws.com" }, { Condition });
    cloud.role("worker", { AssumeRolePolicyDocument: trust });
    const assume = (sourceAccount: string) => () =>
      cloud.identity.assumeAsService(
        roleArn("worker"),
        aService("scheduler", { sourceAccount }),
        "session",
      );

    expect(assume(OTHER)).toThrow("not authorized");
    expect(assume(ACCOUNT)).not.toThrow();
  });

  it("find no role that does not exist", () => {
    const assume = () =>
      aCloud().identity.assumeAsService(roleArn("none"), aService("lambda"), "session");

    expect(assume).toThrow(`sts:AssumeRole on resource: ${roleArn("none")}`);
  });
});

describe("The organization", () => {
  it("shows in the context of its members' requests", () => {
    const membership = {
      organizationId: "o-1",
      managementAccount: ACCOUNT,
      path: "o-1/r-1/ou-1-a/",
    };
    const cloud = aCloud({
      membershipOf: (account) => (account === OTHER ? membership : undefined),
    });

    const contexts = [cloud.contextOf(cloud.root(OTHER)), cloud.contextOf(cloud.root())];

    expect(contexts[0]).toMatchObject({
      "aws:PrincipalOrgID": "o-1",
      "aws:PrincipalOrgPaths": ["o-1/r-1/ou-1-a/"],
    });
    expect(contexts[1]).not.toHaveProperty("aws:PrincipalOrgID");
  });
});
