import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { beforeAll, describe, expect, it } from "vitest";
import { assumeRole } from "../../adapters/aws/assume-role.ts";
import type { ApiAnswer } from "../../local/client/mayfly-client.ts";
import type { Credentials, ServicePrincipal } from "../../local/kernel/principal.ts";
import type { Happening } from "../../local/kernel/trace.ts";
import { aCloud, HOUR, type TestCloud } from "../support/cloud.ts";
import { everythingIn } from "../support/ledger.ts";
import { expectRefusal } from "../support/refusals.ts";

const REGION = "eu-west-1";

let cloud: TestCloud;
let leaseId: string;
let accountId: string;
const happenings: Happening[] = [];

beforeAll(async () => {
  cloud = await aCloud({ watch: (happening) => void happenings.push(happening) });
  leaseId = await cloud.request();
  const { accountId: found } = await cloud.until("LeaseActivated", { leaseId });
  accountId = String(found);
});

const developer = (route: string, body?: object) => cloud.as("developer")(route, body);
const post = (what: "credentials" | "console", body: object = {}) =>
  developer(`POST /v1/leases/${leaseId}/${what}`, body);

const stsAs = (credentials: Credentials) =>
  new STSClient({ region: REGION, endpoint: cloud.url, credentials });

const credentialsIn = ({ body }: ApiAnswer): Required<Credentials> => ({
  accessKeyId: String(body["AccessKeyId"]),
  secretAccessKey: String(body["SecretAccessKey"]),
  sessionToken: String(body["SessionToken"]),
});

const whoIs = async (credentials: Credentials) =>
  (await stsAs(credentials).send(new GetCallerIdentityCommand({}))).Arn;

/** A moment as STS tells it: without milliseconds. */
const inSeconds = (at: number) => new Date(Math.floor(at / 1_000) * 1_000).toISOString();

const newestEvent = async () => {
  const { body } = await developer(`GET /v1/leases/${leaseId}/events?limit=100`);
  return (body["items"] as readonly Record<string, unknown>[]).at(-1);
};

/** Follows a sign-in link as a browser would, were this cloud AWS. */
async function follow(link: string) {
  const { pathname, search } = new URL(link);
  const answer = await fetch(new URL(pathname + search, cloud.url), { redirect: "manual" });
  const cookie = decodeURIComponent(answer.headers.get("set-cookie") ?? "");
  return { status: answer.status, location: answer.headers.get("location"), cookie };
}

describe("Credentials of an account", () => {
  it("are the lease holder's role in the owner's name, in the form of a credential process", async () => {
    const answer = await post("credentials");

    expect(answer.status).toBe(200);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.body).toEqual({
      ...{ Version: 1, AccountId: accountId, AccessKeyId: expect.stringMatching(/^ASIA/) },
      ...{ SecretAccessKey: expect.any(String), SessionToken: expect.any(String) },
      Expiration: inSeconds(cloud.world.clock.now() + HOUR),
    });
    expect(await whoIs(credentialsIn(answer))).toBe(
      `arn:aws:sts::${accountId}:assumed-role/mayfly-lease-holder/developer`,
    );
  });

  it("last as long as was asked for, and are refused after it", async () => {
    const credentials = credentialsIn(await post("credentials", { duration: "PT15M" }));
    await cloud.pass(HOUR / 4 - 1_000);
    await expect(whoIs(credentials)).resolves.toBeDefined();

    await cloud.pass(2_000);

    await expect(whoIs(credentials)).rejects.toMatchObject({ name: "ExpiredToken" });
  });

  it("leave an event: who, from where, for how long, and nothing secret", async () => {
    const answer = await post("credentials", { duration: "PT30M" });

    expect(await newestEvent()).toMatchObject({
      type: "LeaseCredentialsIssued",
      by: "arn:aws:iam::222222222222:user/developer",
      details: {
        sourceIp: "127.0.0.1",
        sessionName: "developer",
        seconds: 1_800,
        accessKeyId: answer.body["AccessKeyId"],
        expiresAt: answer.body["Expiration"],
      },
    });
  });

  it.each([
    [{ duration: "PT14M" }, "duration"],
    [{ duration: "PT61M" }, "duration"],
    [{ duration: "P1D" }, "duration"],
    [{ duration: "an hour" }, "duration"],
    [{ roleArn: "arn:aws:iam::111111111111:role/mayfly-broker-api" }, "roleArn"],
  ])("are refused with %o", async (body, field) => {
    await expectRefusal(cloud, () => post("credentials", body), {
      ...{ status: 422, kind: "invalid", field },
    });
  });
});

describe("A sign-in link", () => {
  it("opens the console as the owner, at the page that was asked for", async () => {
    const destination = "https://eu-west-1.console.aws.amazon.com/s3/home";

    const answer = await post("console", { destination });

    expect(answer.status).toBe(200);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    const now = cloud.world.clock.now();
    expect(answer.body).toEqual({
      url: expect.stringMatching(/^https:\/\/signin\.aws\.amazon\.com\/federation\?Action=login&/),
      linkExpiresAt: new Date(now + HOUR / 4).toISOString(),
      sessionExpiresAt: inSeconds(now + HOUR),
    });
    expect(await follow(String(answer.body["url"]))).toMatchObject({
      ...{ status: 302, location: destination },
      cookie: expect.stringContaining(
        `arn:aws:sts::${accountId}:assumed-role/mayfly-lease-holder/developer`,
      ),
    });
    expect(await newestEvent()).toMatchObject({ type: "LeaseConsoleOpened" });
  });

  it("is not good any more after 15 minutes", async () => {
    const { body } = await post("console");

    await cloud.pass(HOUR / 4);

    expect(await follow(String(body["url"]))).toMatchObject({ status: 400, location: null });
  });

  it("leads nowhere but into the console", async () => {
    await expectRefusal(cloud, () => post("console", { destination: "https://example.com/" }), {
      ...{ status: 422, kind: "invalid", field: "destination" },
    });
  });
});

describe("The ways in", () => {
  it("are told to the owner", async () => {
    const { body } = await developer(`GET /v1/leases/${leaseId}`);

    const { access } = body as { access: { roleArn: string; profile: { text: string } } };
    expect(access.roleArn).toBe(`arn:aws:iam::${accountId}:role/mayfly-lease-holder`);
    expect(access.profile.text).toContain(`[profile mayfly-${leaseId}]\nrole_arn = `);
  });

  it("are told to nobody else", async () => {
    expect(await cloud.lease(leaseId)).not.toHaveProperty("access");
  });

  it.each(["credentials", "console"])("as %s are handed out to nobody else", async (what) => {
    const route = `POST /v1/leases/${leaseId}/${what}`;
    await expectRefusal(cloud, () => cloud.as("administrator")(route, {}), {
      ...{ status: 403, kind: "not-allowed", says: /does not let you enter the account/ },
    });
    await expectRefusal(cloud, () => cloud.as("approver")(route, {}), {
      ...{ status: 403, kind: "not-allowed" },
    });
    await expectRefusal(cloud, () => cloud.as("colleague")(route, {}), {
      ...{ status: 404, kind: "not-found" },
    });
  });

  it("leave no secret in the log, the ledger or an event", async () => {
    const { secretAccessKey, sessionToken } = credentialsIn(await post("credentials"));
    const { body } = await post("console");
    const token = new URL(String(body["url"])).searchParams.get("SigninToken") ?? "";
    const written = JSON.stringify([happenings, await everythingIn(cloud)]);

    expect(happenings.some(({ kind }) => kind === "log")).toBe(true);
    for (const secret of [secretAccessKey, sessionToken, token]) {
      expect(secret.length).toBeGreaterThan(30);
      expect(written).not.toContain(JSON.stringify(secret).slice(1, -1));
    }
  });
});

describe("Mayfly's broker", () => {
  /** The broker role as the API's function has it. */
  const broker = async () => {
    const service = "lambda.amazonaws.com";
    const lambda: ServicePrincipal = {
      ...{ kind: "service", service, account: "222222222222", arn: service, userId: service },
    };
    const role = "arn:aws:iam::222222222222:role/mayfly-api";
    const { credentials } = cloud.identity.assumeAsService(role, lambda, "test");
    return await assumeRole(stsAs(credentials), {
      roleArn: "arn:aws:iam::111111111111:role/mayfly-broker-api",
      sessionName: "test",
    })();
  };
  const enter = async (account: string, more: object) =>
    await assumeRole(stsAs(await broker()), {
      roleArn: `arn:aws:iam::${account}:role/mayfly-lease-holder`,
      ...{ sessionName: "developer", sourceIdentity: "developer", externalId: leaseId },
      ...more,
    })();

  it("gets in with the lease's id and the owner's name", async () => {
    await expect(enter(accountId, {})).resolves.toBeDefined();
  });

  it.each([
    ["another lease's id", { externalId: "l-ffffffffffffffff" }],
    ["no lease's id", { externalId: undefined }],
    ["another person's name", { sessionName: "colleague" }],
    ["another person's identity", { sourceIdentity: "colleague" }],
    ["nobody's identity", { sourceIdentity: undefined }],
  ])("does not get in with %s", async (_, more) => {
    await expect(enter(accountId, more)).rejects.toMatchObject({ name: "AccessDenied" });
  });

  it("gets in by no other role", async () => {
    const roleArn = `arn:aws:iam::${accountId}:role/OrganizationAccountAccessRole`;
    await expect(enter(accountId, { roleArn })).rejects.toMatchObject({ name: "AccessDenied" });
  });
});

describe("After the end", () => {
  it("nothing is handed out, and what was handed out before lets nobody in", async () => {
    const credentials = credentialsIn(await post("credentials"));
    const { body: link } = await post("console");
    await developer(`DELETE /v1/leases/${leaseId}`);

    for (const what of ["credentials", "console"] as const)
      await expectRefusal(cloud, () => post(what), {
        ...{ status: 409, kind: "wrong-state", says: /only an active lease/ },
      });
    await cloud.until("LeaseEnded", { leaseId });

    await expect(whoIs(credentials)).rejects.toMatchObject({ name: "InvalidClientTokenId" });
    expect(await follow(String(link["url"]))).toMatchObject({ status: 400 });
  });
});
