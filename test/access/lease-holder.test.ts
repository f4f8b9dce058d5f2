import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { defaultProvider } from "@aws-sdk/credential-provider-node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Credentials } from "../../local/kernel/principal.ts";
import { aCloud, type TestCloud } from "../support/cloud.ts";
import { anActiveLease } from "../support/lives.ts";
import { FORBIDDEN, holderSettings, ORDINARY } from "./holder-deeds.ts";

/** What the lease tells its owner. */
interface Access {
  readonly roleArn: string;
  readonly switchRoleUrl: string;
  readonly profile: { readonly name: string; readonly text: string };
}

const folder = mkdtempSync(join(tmpdir(), "mayfly-holder-"));
const configFilepath = join(folder, "config");
const filepath = join(folder, "credentials");
const { AWS_ENDPOINT_URL: before } = process.env;

let cloud: TestCloud;
let leaseId: string;
let account: string;
let access: Access;
const sessions: Credentials[] = [];

beforeAll(async () => {
  cloud = await aCloud();
  process.env["AWS_ENDPOINT_URL"] = cloud.url;
  leaseId = await anActiveLease(cloud);
  const { body } = await cloud.as("developer")(`GET /v1/leases/${leaseId}`);
  account = String(body["accountId"]);
  access = body["access"] as Access;
});

afterAll(() => {
  if (before === undefined) delete process.env["AWS_ENDPOINT_URL"];
  else process.env["AWS_ENDPOINT_URL"] = before;
  rmSync(folder, { recursive: true, force: true });
});

const settings = (credentials: Credentials) => holderSettings(cloud.url, credentials);

const whoIs = async (credentials: Credentials) =>
  (await new STSClient(settings(credentials)).send(new GetCallerIdentityCommand({}))).Arn;

/** The configuration files of the owner: their own profile, and beneath it what Mayfly gave out. */
function writeFiles(text: string): void {
  const { accessKeyId, secretAccessKey } = cloud.people.developer;
  const keys = `aws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}`;
  writeFileSync(filepath, `[mayfly-owner]\n${keys}\n`);
  writeFileSync(configFilepath, `[profile mayfly-owner]\nregion = eu-west-1\n\n${text}`);
}

const byProfile = async () =>
  await defaultProvider({ profile: access.profile.name, filepath, configFilepath })();

async function handedOut(): Promise<Credentials> {
  const { body } = await cloud.as("developer")(`POST /v1/leases/${leaseId}/credentials`);
  const { AccessKeyId, SecretAccessKey, SessionToken } = body as Record<string, string>;
  if (!AccessKeyId || !SecretAccessKey) throw new Error(JSON.stringify(body));
  return {
    ...{ accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey },
    ...(SessionToken === undefined ? {} : { sessionToken: SessionToken }),
  };
}

/** Assumes the role that the Switch Role link names, as the console does. */
async function bySwitchRole(): Promise<Credentials> {
  const asked = new URL(access.switchRoleUrl).searchParams;
  const RoleArn = `arn:aws:iam::${asked.get("account")}:role/${asked.get("roleName")}`;
  const { Credentials: made } = await new STSClient(settings(cloud.people.developer)).send(
    new AssumeRoleCommand({ RoleArn, RoleSessionName: "developer" }),
  );
  return {
    ...{ accessKeyId: made?.AccessKeyId ?? "", secretAccessKey: made?.SecretAccessKey ?? "" },
    sessionToken: made?.SessionToken ?? "",
  };
}

/** Writes what the API answered as the command of a profile would print it. */
async function byProcess(): Promise<Credentials> {
  const { body } = await cloud.as("developer")(`POST /v1/leases/${leaseId}/credentials`);
  const printed = join(folder, "printed.json");
  writeFileSync(printed, JSON.stringify(body));
  const command = `cat ${printed}`;
  writeFiles(`[profile ${access.profile.name}]\ncredential_process = ${command}\n`);
  return await byProfile();
}

const WAYS: readonly (readonly [string, () => Promise<Credentials>])[] = [
  [
    "the profile that Mayfly gives out",
    async () => {
      writeFiles(access.profile.text);
      return await byProfile();
    },
  ],
  ["a profile whose command asks the API", byProcess],
  ["Switch Role", bySwitchRole],
  ["credentials of the API", handedOut],
];

describe("the holder of a lease, with a client of AWS and what Mayfly gave out,", () => {
  test.each(WAYS)("gets in by %s, under their own name", async (_, enter) => {
    const credentials = await enter();
    sessions.push(credentials);
    expect(await whoIs(credentials)).toBe(
      `arn:aws:sts::${account}:assumed-role/mayfly-lease-holder/developer`,
    );
  });

  test.each(ORDINARY)("%s", async (_, work) => {
    await expect(work(settings(await handedOut()), account)).resolves.toBeDefined();
  });

  test.each(FORBIDDEN)("cannot %s", async (_, deed) => {
    await expect(deed(settings(await handedOut()), account)).rejects.toMatchObject({
      name: expect.stringMatching(/^AccessDenied/),
      message: expect.stringContaining("explicit deny in a service control policy"),
    });
  });

  test("is out after the end, by every way and with every session that they had", async () => {
    expect(sessions).toHaveLength(WAYS.length);
    writeFiles(access.profile.text);
    expect((await cloud.as("developer")(`DELETE /v1/leases/${leaseId}`)).status).toBe(200);
    await cloud.until("LeaseEnded", { leaseId });

    for (const [way, enter] of WAYS.filter(([name]) => !name.includes("API")))
      await expect(enter(), way).rejects.toMatchObject({ name: "AccessDenied" });
    await expect(handedOut()).rejects.toThrow("only an active lease");
    for (const session of sessions)
      await expect(whoIs(session)).rejects.toMatchObject({ name: "InvalidClientTokenId" });
    const { body } = await cloud.as("developer")(`GET /v1/leases/${leaseId}`);
    expect(body).not.toHaveProperty("access");
  });
});
