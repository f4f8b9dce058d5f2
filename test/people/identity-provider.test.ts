import { beforeAll, describe, expect, test } from "vitest";
import { localConfiguration } from "../../local/cloud/configuration.ts";
import example from "../../mayfly.config.example.ts";
import { aCloud, DAY, type TestCloud } from "../support/cloud.ts";
import { anIdentityProvider, type IdentityProvider, ISSUER } from "../support/identity-provider.ts";
import { everythingIn } from "../support/ledger.ts";

const [sandbox] = example.templates;
if (sandbox === undefined) throw new Error("The example has no template.");

let provider: IdentityProvider;
let cloud: TestCloud;

beforeAll(async () => {
  provider = await anIdentityProvider();
  const { configuration, engine } = await localConfiguration({
    organization: { ...example.organization, accountQuota: 1_000 },
    identityProvider: { issuer: ISSUER, audience: ["mayfly"], scopes: ["leases"] },
    people: {
      administrators: [...example.people.administrators, "group:platform"],
      approvers: ["group:team leads"],
      auditors: ["email:*@audit.example.com"],
    },
    templates: [
      { ...sandbox, users: ["group:developers"] },
      { ...sandbox, name: "large", users: ["group:developers"], approval: "always" },
    ],
  });
  cloud = await aCloud({ configuration, engine, issuers: provider.issuers });
});

const ALICE = { sub: "idp|alice", groups: ["developers"], zoneinfo: "Europe/Berlin" };
const BOB = { sub: "bob", groups: ["developers", "team leads"] };
const AUDITOR = { sub: "eve", email: "eve@audit.example.com", email_verified: true };

const as =
  (claims: object) =>
  async (
    route: string,
    body?: object,
  ): Promise<{ status: number; body: Record<string, unknown> }> => {
    const [method = "GET", address = "/"] = route.split(" ");
    const exp = cloud.world.clock.now() / 1000 + 600;
    const token = provider.token({ aud: "mayfly", scope: "leases", exp, ...claims });
    const answer = await fetch(new URL(address, cloud.url), {
      method,
      headers: { authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };

const asked = { template: "sandbox", purpose: "a load test", duration: "P1D" };

describe("somebody with a token of the identity provider", () => {
  test("gets an account, comes in by what the API hands out, and is shut out at the end", async () => {
    const { status, body } = await as(ALICE)("POST /v1/leases", asked);
    expect(status).toBe(202);
    expect(body["owner"]).toBe("person:aws:login.example.com/tenant/idp=7Calice");
    const id = body["id"] as string;
    const activated = await cloud.until("LeaseActivated", { leaseId: id });
    expect(activated.details).toMatchObject({
      timeZone: "Europe/Berlin",
      localEnd: expect.stringMatching(/\+01:00$/) as string,
    });

    const seen = await as(ALICE)(`GET /v1/leases/${id}`);
    expect(Object.keys(seen.body["access"] as object)).toEqual(["roleArn"]);
    const credentials = await as(ALICE)(`POST /v1/leases/${id}/credentials`);
    expect(credentials.status).toBe(200);
    expect(credentials.body["AccountId"]).toBe(seen.body["accountId"]);
    expect((await as(ALICE)(`POST /v1/leases/${id}/console`)).status).toBe(200);
    expect((await as(BOB)(`POST /v1/leases/${id}/credentials`)).status).toBe(403);

    await cloud.pass(2 * DAY);
    expect((await as(ALICE)(`POST /v1/leases/${id}/credentials`)).status).toBe(409);
  });

  test("is who the groups and the verified address of the token say", async () => {
    const { body } = await as(ALICE)("POST /v1/leases", { ...asked, template: "large" });
    const id = body["id"] as string;
    const approve = `POST /v1/leases/${id}/approve`;
    expect((await as(ALICE)(approve)).status).toBe(403);
    // One group with a space in its name is not two groups.
    expect((await as({ sub: "x", groups: ["not team leads"] })(approve)).status).toBe(404);
    expect((await as({ ...AUDITOR, email_verified: false })(`GET /v1/leases/${id}`)).status).toBe(
      404,
    );
    expect((await as(AUDITOR)(`GET /v1/leases/${id}`)).status).toBe(200);
    expect((await as(AUDITOR)(approve)).status).toBe(403);
    expect((await as(AUDITOR)("POST /v1/leases", asked)).status).toBe(403);
    expect((await as({ sub: "new" })("POST /v1/leases", asked)).status).toBe(403);
    expect((await as(BOB)(approve)).status).toBe(200);
    expect(
      (await as({ sub: "p", groups: "platform" })("GET /v1/accounts?status=leased")).status,
    ).toBe(200);
  });

  test("is refused by API Gateway with a token that is not good, and nothing is written", async () => {
    const before = await everythingIn(cloud);
    const bad = [{ aud: "other" }, { exp: 1 }, { iss: "https://login.example.com/else" }];
    for (const claims of bad) {
      const refused = await as({ ...ALICE, ...claims })("POST /v1/leases", asked);
      expect(refused).toEqual({ status: 401, body: { message: "Unauthorized" } });
    }
    expect((await as({ ...ALICE, scope: "mail" })("POST /v1/leases", asked)).status).toBe(403);
    expect(await everythingIn(cloud)).toEqual(before);
  });

  test("is refused when the token names nobody, or by a name too long for a session", async () => {
    for (const sub of [undefined, "", "x".repeat(70)])
      expect((await as({ ...ALICE, sub })("GET /v1/leases")).status).toBe(403);
  });

  test("has the same rights whatever API callers who sign have", async () => {
    expect((await cloud.as("administrator")("GET /v1/leases?status=ended")).status).toBe(200);
  });
});
