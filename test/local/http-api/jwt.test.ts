import { generateKeyPairSync } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { VirtualClock } from "../../../local/kernel/clocks/virtual-clock.ts";
import { MemoryStorage } from "../../../local/kernel/collection.ts";
import { seeded } from "../../../local/kernel/random.ts";
import { Trace } from "../../../local/kernel/trace.ts";
import { authorizeToken } from "../../../local/services/http-api/jwt/authorize.ts";
import { issuerKeys, type KeysOf } from "../../../local/services/http-api/jwt/keys.ts";
import type { Refused } from "../../../local/services/http-api/refusal.ts";
import {
  anIdentityProvider,
  type IdentityProvider,
  ISSUER,
} from "../../support/identity-provider.ts";

const START = Date.UTC(2026, 11, 1, 9);
const NOW = START / 1000;
const GOOD = { aud: "mayfly", sub: "alice", exp: NOW + 60 };

let provider: IdentityProvider;
let keysOf: KeysOf;
let clock: VirtualClock;

beforeAll(async () => {
  provider = await anIdentityProvider();
  clock = new VirtualClock(START);
  const world = { clock, storage: new MemoryStorage(), random: seeded(1), trace: new Trace() };
  keysOf = issuerKeys(world, provider.issuers);
});

const visit = (authorization: string | undefined, scopes: readonly string[] = []) =>
  authorizeToken(
    keysOf,
    { authorizer: { issuer: ISSUER, audience: ["mayfly", "other"] }, scopes },
    {
      at: clock.now(),
      request: {
        ...{ method: "GET", rawPath: "/v1/leases", rawQuery: "", sourceIp: "127.0.0.1" },
        ...{ headers: authorization === undefined ? {} : { authorization } },
        body: new Uint8Array(),
      },
    },
  );

const refusalOf = async (authorization: string | undefined, scopes: readonly string[] = []) => {
  const refusal = (await visit(authorization, scopes).catch((error: unknown) => error)) as Refused;
  const { status, message, headers } = refusal;
  return { status, message, challenge: headers["www-authenticate"] };
};

const stranger = generateKeyPairSync("rsa", { modulusLength: 2_048 }).privateKey;

describe("a JWT authorizer", () => {
  it.each(["Bearer ", ""])("believes a good token after %j", async (prefix) => {
    const { claims, scopes } = await visit(`${prefix}${provider.token(GOOD)}`);
    expect(claims).toMatchObject({ iss: ISSUER, aud: "mayfly", sub: "alice", exp: `${NOW + 60}` });
    expect(scopes).toBeNull();
  });

  it("makes a text of every claim", async () => {
    const more = { groups: ["a", "b c"], email_verified: true };
    const { claims } = await visit(provider.token({ ...GOOD, ...more }));
    expect(claims).toMatchObject({ groups: "[a b c]", email_verified: "true" });
  });

  it("takes client_id for the audience where there is none", async () => {
    const { aud: _, ...rest } = GOOD;
    expect(await visit(provider.token({ ...rest, client_id: "other" }))).toBeDefined();
    const both = await refusalOf(provider.token({ ...GOOD, aud: "x", client_id: "other" }));
    expect(both.status).toBe(401);
  });

  it("lets in whoever has one of the route's scopes", async () => {
    const token = provider.token({ ...GOOD, scope: "leases profile" });
    expect((await visit(token, ["leases", "admin"])).scopes).toEqual(["leases", "admin"]);
    expect(await visit(provider.token({ ...GOOD, scp: ["leases"] }), ["leases"])).toBeDefined();
    expect(await refusalOf(token, ["admin"])).toMatchObject({
      ...{ status: 403, message: "Forbidden" },
      challenge: expect.stringContaining('error="insufficient_scope"') as string,
    });
  });

  it.each<[string, () => string | undefined, RegExp]>([
    ["no token at all", () => undefined, /^Bearer$/],
    ["something else", () => "Basic YTpi", /malformed/],
    ["a token that is not one", () => "Bearer a.b.c", /malformed/],
    ["a key that the issuer has not", () => provider.token(GOOD, { kid: "k2" }), /signature/],
    ["another's signature", () => provider.token(GOOD, { key: stranger }), /signature/],
    ["no signature", () => provider.token(GOOD, { alg: "none" }), /signature/],
    ["an algorithm that is not RSA's", () => provider.token(GOOD, { alg: "HS256" }), /signature/],
    ["another issuer", () => provider.token({ ...GOOD, iss: `${ISSUER}/` }), /issuer/],
    ["another audience", () => provider.token({ ...GOOD, aud: ["x"] }), /a valid audience"$/],
    ["an end that has come", () => provider.token({ ...GOOD, exp: NOW }), /expired/],
    ["no end", () => provider.token({ ...GOOD, exp: undefined }), /expired/],
    ["a beginning that has not", () => provider.token({ ...GOOD, nbf: NOW + 1 }), /not valid yet/],
    ["a birth in the future", () => provider.token({ ...GOOD, iat: NOW + 1 }), /future/],
  ])("refuses %s with 401", async (_, token, says) => {
    const { status, message, challenge } = await refusalOf(token());
    expect({ status, message }).toEqual({ status: 401, message: "Unauthorized" });
    expect(challenge).toMatch(says);
  });

  it("refuses a token whose claims were changed after it was signed", async () => {
    const [head, , signature] = provider.token(GOOD).split(".");
    const body = Buffer.from(JSON.stringify({ iss: ISSUER, ...GOOD, sub: "bob" }));
    const forged = `${head}.${body.toString("base64url")}.${signature}`;
    expect((await refusalOf(forged)).challenge).toMatch(/signature/);
  });

  it("goes by the cloud's clock", async () => {
    const token = provider.token(GOOD);
    await clock.run({ until: START + 59_000 });
    expect(await visit(token)).toBeDefined();
    await clock.run({ until: START + 60_000 });
    expect((await refusalOf(token)).challenge).toMatch(/expired/);
  });

  it("asks the issuer for its keys once in two hours", async () => {
    const { keys } = provider.asked;
    await visit(provider.token({ ...GOOD, exp: NOW + 9_000 }));
    expect(provider.asked.keys).toBe(keys);
    await clock.run({ until: START + 2 * 3_600_000 });
    await visit(provider.token({ ...GOOD, exp: NOW + 9_000 }));
    expect(provider.asked.keys).toBe(keys + 1);
  });

  it("refuses everybody when the issuer does not answer", async () => {
    const world = { clock, storage: new MemoryStorage(), random: seeded(1), trace: new Trace() };
    const nowhere = issuerKeys(world, { [ISSUER]: "http://127.0.0.1:1" });
    const demands = { authorizer: { issuer: ISSUER, audience: ["mayfly"] }, scopes: [] };
    const request = { headers: { authorization: provider.token(GOOD) } } as never;
    const asked = authorizeToken(nowhere, demands, { request, at: START });
    await expect(asked).rejects.toMatchObject({ status: 401 });
  });
});
