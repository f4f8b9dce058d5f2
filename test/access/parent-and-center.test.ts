import { IAMClient, ListRolesCommand, UpdateRoleCommand } from "@aws-sdk/client-iam";
import { LeaveOrganizationCommand, OrganizationsClient } from "@aws-sdk/client-organizations";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { beforeAll, describe, expect, test } from "vitest";
import { mayflyClient } from "../../local/client/mayfly-client.ts";
import { synthesized } from "../../local/cloud/assembly.ts";
import { localConfiguration } from "../../local/cloud/configuration.ts";
import { makeUser } from "../../local/identity/first-credentials.ts";
import type { Credentials } from "../../local/kernel/principal.ts";
import { policiesOf, usersOf } from "../../local/services/iam/tables.ts";
import { enterByPortal } from "../../local/services/identity-center/portal.ts";
import { instancesOf } from "../../local/services/identity-center/records.ts";
import { policiesIn } from "../authorization/support/policies.ts";
import { Recording } from "../authorization/support/recording.ts";
import { tryWithout } from "../authorization/support/replay.ts";
import { VENDING } from "../support/as-root.ts";
import { aCloud, type TestCloud } from "../support/cloud.ts";
import { CENTER, withEveryWay } from "../support/every-way.ts";

/** May call Mayfly, and nothing else: what they need to get in, Mayfly must give them. */
const ONLY_MAYFLY = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "execute-api:Invoke", Resource: "*" }],
});

const recording = new Recording();
let cloud: TestCloud;
let assembly: string;

beforeAll(async () => {
  const { configuration, engine } = await localConfiguration({
    templates: withEveryWay("sandbox"),
  });
  assembly = await synthesized(configuration);
  cloud = await aCloud({ configuration, engine, assembly, decided: recording.watch });
});

const settings = (credentials: Credentials) => ({
  ...{ endpoint: cloud.url, region: "eu-west-1", credentials, maxAttempts: 1 },
});

/** Lets IAM Identity Center know more people, or fewer. */
function changeCenter(change: (users: Record<string, string>) => Record<string, string>): void {
  const instance = instancesOf(cloud.world).get(CENTER.instanceArn);
  if (instance === undefined) throw new Error("There is no instance.");
  const users = change({ ...instance.users });
  instancesOf(cloud.world).set(CENTER.instanceArn, { ...instance, users });
}

/** A user of the vending account, whom IAM Identity Center knows by the same name. */
function somebody(name: string) {
  const user = makeUser(cloud.world, VENDING, { name, inline: { mayfly: ONLY_MAYFLY } });
  changeCenter((users) => ({ ...users, [name]: `1234567890-${name}` }));
  const api = mayflyClient({
    ...{ url: cloud.url, region: "eu-west-1", credentials: user },
    now: () => cloud.world.clock.now(),
  });
  const ask = () => api("POST /v1/leases", { template: "sandbox", purpose: "a test" });
  const vended = async () => {
    const { body } = await ask();
    const leaseId = String(body["id"]);
    const { accountId } = await cloud.until("LeaseActivated", { leaseId });
    return { leaseId, accountId: String(accountId) };
  };
  const enter = async (leaseId: string): Promise<Credentials> => {
    const { body } = await api(`GET /v1/leases/${leaseId}`);
    return await assume(user, (body["access"] as { roleArn: string }).roleArn);
  };
  return { user, api, ask, vended, enter };
}

async function assume(credentials: Credentials, RoleArn: string): Promise<Credentials> {
  const command = new AssumeRoleCommand({ RoleArn, RoleSessionName: "test" });
  const { Credentials: made } = await new STSClient(settings(credentials)).send(command);
  return {
    accessKeyId: made?.AccessKeyId ?? "",
    secretAccessKey: made?.SecretAccessKey ?? "",
    sessionToken: made?.SessionToken ?? "",
  };
}

const portal = (userName: string, accountId: string) =>
  enterByPortal(cloud.world, {
    ...{ userName, accountId, instanceArn: CENTER.instanceArn },
    permissionSetArn: CENTER.permissionSetArn,
  });

const whoIs = async (credentials: Credentials) =>
  (await new STSClient(settings(credentials)).send(new GetCallerIdentityCommand({}))).Arn;

const entryPolicies = () =>
  [...policiesOf(cloud.world, VENDING).values()]
    .filter(({ name }) => name.startsWith("mayfly-entry-"))
    .map(({ name, versions }) => [name, JSON.parse(versions[0]?.document ?? "{}") as object]);

const policyOf = (...accountIds: string[]) => ({
  Version: "2012-10-17",
  Statement: [
    {
      ...{ Effect: "Allow", Action: "sts:AssumeRole" },
      Resource: accountIds.map((id) => `arn:aws:iam::${id}:role/mayfly-lease-holder`).toSorted(),
    },
  ],
});

describe("an owner who may call Mayfly and nothing else", () => {
  test("gets into exactly their accounts by both ways, until each ends", async () => {
    const { user, api, vended, enter } = somebody("newcomer");
    const [one, other] = [await vended(), await vended()];

    expect(entryPolicies()).toEqual([
      ["mayfly-entry-newcomer-1", policyOf(one.accountId, other.accountId)],
    ]);
    const inOne = await enter(one.leaseId);
    expect(await whoIs(inOne)).toContain(one.accountId);
    const inOther = await enter(other.leaseId);
    const byPortal = portal("newcomer", one.accountId);
    expect(await whoIs(byPortal)).toMatch(
      new RegExp(`:${one.accountId}:assumed-role/AWSReservedSSO_Set1_[0-9a-f]{16}/newcomer$`),
    );
    expect((await api(`GET /v1/leases/${one.leaseId}`)).body["access"]).toMatchObject({
      portalUrl: "https://d-1234567890.awsapps.com/start",
    });
    await worksAsUsual(byPortal);

    await api(`DELETE /v1/leases/${one.leaseId}`);
    await cloud.until("LeaseEnded", { leaseId: one.leaseId });

    expect(entryPolicies()).toEqual([["mayfly-entry-newcomer-1", policyOf(other.accountId)]]);
    for (const shut of [inOne, byPortal])
      await expect(whoIs(shut)).rejects.toThrow("The security token included in the request is");
    expect(() => portal("newcomer", one.accountId)).toThrow("No access");
    const role = `arn:aws:iam::${one.accountId}:role/mayfly-lease-holder`;
    await expect(assume(user, role)).rejects.toThrow("is not authorized to perform");
    expect(await whoIs(inOther)).toContain(other.accountId);

    await api(`DELETE /v1/leases/${other.leaseId}`);
    await cloud.until("LeaseEnded", { leaseId: other.leaseId });
    expect(await trailOf(api, other.leaseId)).toEqual([
      ...["granted role", "granted policy", "granted identity-center"],
      ...["revoked role", "revoked policy", "revoked identity-center"],
    ]);

    expect(entryPolicies()).toEqual([]);
    expect(usersOf(cloud.world, VENDING).get("newcomer")?.attached).toEqual([]);
  });
});

/** What the history of a lease, as its owner sees it, says of ways in. */
async function trailOf(api: ReturnType<typeof somebody>["api"], leaseId: string) {
  const { body } = await api(`GET /v1/leases/${leaseId}/events?limit=100`);
  const items = body["items"] as { type: string; details?: { way?: string } }[];
  return items
    .filter(({ type }) => type.startsWith("LeaseAccess"))
    .map(({ type, details }) => `${type.replace("LeaseAccess", "").toLowerCase()} ${details?.way}`);
}

/** Ordinary work goes, and the guard rails hold for people of IAM Identity Center too. */
async function worksAsUsual(credentials: Credentials): Promise<void> {
  const more = settings(credentials);
  const s3 = new S3Client({ ...more, forcePathStyle: true });
  await s3.send(
    new CreateBucketCommand({
      Bucket: "work-of-a-newcomer",
      CreateBucketConfiguration: { LocationConstraint: "eu-west-1" },
    }),
  );
  const iam = new IAMClient({ ...more, region: "us-east-1" });
  expect((await iam.send(new ListRolesCommand({}))).Roles).not.toEqual([]);
  const change = new UpdateRoleCommand({ RoleName: "mayfly-lease-holder", Description: "mine" });
  await expect(iam.send(change)).rejects.toThrow("explicit deny in a service control policy");
  const organizations = new OrganizationsClient({ ...more, region: "us-east-1" });
  await expect(organizations.send(new LeaveOrganizationCommand({}))).rejects.toThrow(
    "explicit deny in a service control policy",
  );
}

describe("an administrator", () => {
  test("sees in one listing who gets in by which ways, and nobody else does", async () => {
    const { vended, api } = somebody("listed");
    const { leaseId, accountId } = await vended();

    const { body } = await cloud.as("administrator")("GET /v1/access");

    expect(body["items"]).toContainEqual({
      ...{ leaseId, accountId, until: expect.stringMatching(/^2026-12-/) },
      owner: `arn:aws:iam::${VENDING}:user/listed`,
      roleArn: `arn:aws:iam::${accountId}:role/mayfly-lease-holder`,
      ...{ requiresMfa: false, isHandedOut: true, policyOfUser: "listed" },
      identityCenter: {
        ...{ type: "USER", id: "1234567890-listed" },
        permissionSetArn: CENTER.permissionSetArn,
      },
    });
    expect((await api("GET /v1/access")).status).toBe(403);
    await api(`DELETE /v1/leases/${leaseId}`);
    await cloud.until("LeaseEnded", { leaseId });
  });
});

describe("an owner whom IAM Identity Center does not know", () => {
  test("is refused before anything is made", async () => {
    const { ask, api } = somebody("stranger");
    changeCenter(({ stranger: _, ...rest }) => rest);

    const { status, body } = await ask();

    expect([status, body["detail"]]).toEqual([
      403,
      expect.stringContaining("user/stranger is no user of IAM Identity Center (d-1234567890)"),
    ]);
    expect((await api("GET /v1/leases")).body["items"]).toEqual([]);
  });

  test("since they asked, gets no account, and nothing of theirs is left", async () => {
    const { ask } = somebody("leaver");
    const leaseId = String((await ask()).body["id"]);
    changeCenter(({ leaver: _, ...rest }) => rest);

    const { why } = await cloud.until("LeaseFailed", { leaseId });

    expect(why).toContain("USER 1234567890-leaver was not found");
    await cloud.until("AccountClosed", { leaseId });
    expect(entryPolicies()).toEqual([]);
  });
});

describe("what functions may do for these ways in", () => {
  /** What nothing that is emulated asks for, and what the other runs need. */
  const ELSEWHERE = /^xray:|^sts:AssumeRole|^sts:SetSourceIdentity|aws:ResourceOrgPaths/;

  test("is needed, every bit of it", () => {
    const ours = policiesIn(cloud, assembly).filter(({ roleName }) =>
      /^mayfly-(broker-)?(settle-entries|(un)?assign-owner)$|^mayfly-broker-api$/.test(roleName),
    );
    expect(ours).toHaveLength(6);
    const unneeded = ours.flatMap((role) =>
      tryWithout(role, recording)
        .filter(({ refused }) => refused === undefined)
        .map(({ part }) => `${role.roleName}: ${part.text}`),
    );
    expect(unneeded.filter((text) => !ELSEWHERE.test(text.replace(/^[\w-]+: /, "")))).toEqual([]);
  });
});
