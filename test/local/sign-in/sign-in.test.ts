import { describe, expect, test } from "vitest";
import { MemoryStorage } from "../../../local/kernel/collection.ts";
import type { KnownKey } from "../../../local/kernel/identity.ts";
import { seeded } from "../../../local/kernel/random.ts";
import { Trace } from "../../../local/kernel/trace.ts";
import { signInRoute } from "../../../local/services/sign-in/route.ts";
import type { WireRequest } from "../../../local/wire/message.ts";
import { StillClock } from "../../support/still-clock.ts";

const START = Date.UTC(2026, 11, 1, 9);
const HOUR = 3_600_000;
const ARN = "arn:aws:sts::333333333333:assumed-role/holder/alice";
const SESSION = { sessionId: "ASIA1", sessionKey: "secret", sessionToken: "token" };
const PAGE = "https://console.aws.amazon.com/";

function aPage(kind: "role" | "user" = "role") {
  const clock = new StillClock(START);
  const world = { clock, storage: new MemoryStorage(), random: seeded(1), trace: new Trace() };
  const known = {
    credentials: { accessKeyId: "ASIA1", secretAccessKey: "secret", sessionToken: "token" },
    principal: { kind, account: "333333333333", arn: ARN },
    expiresAt: START + HOUR,
    active: true,
  } as unknown as KnownKey;
  const knownKey = (id: string) => (id === "ASIA1" ? known : undefined);
  const route = signInRoute(world, { identity: { knownKey } });
  const ask = async (query: Readonly<Record<string, string>>, more: Partial<WireRequest> = {}) => {
    const rawQuery = String(new URLSearchParams(query));
    const request = { ...REQUEST, rawQuery, ...more };
    const { status, headers, body } = await route.answer(request);
    return { status, headers, body: Buffer.from(body).toString() };
  };
  const token = async () => {
    const { body } = await ask({ Action: "getSigninToken", Session: JSON.stringify(SESSION) });
    return (JSON.parse(body) as { SigninToken: string }).SigninToken;
  };
  return { clock, route, ask, token };
}

const REQUEST: WireRequest = {
  ...{ method: "GET", rawPath: "/federation", rawQuery: "", headers: {} },
  ...{ body: new Uint8Array(), sourceIp: "127.0.0.1" },
};

describe("the console's sign-in pages", () => {
  test.each([
    ["signin.aws.amazon.com", "/console", true],
    ["127.0.0.1:4566", "/federation", true],
    ["127.0.0.1:4566", "/v1/leases", false],
  ])("answer at host %s and path %s: %s", (host, rawPath, answers) => {
    const { route } = aPage();
    expect(route.matches({ ...REQUEST, rawPath, headers: { host } })).toBe(answers);
  });

  test("change a session for a token, and the token for a browser that is signed in", async () => {
    const { ask, token } = aPage();
    const SigninToken = await token();
    const answer = await ask({ Action: "login", SigninToken, Destination: PAGE });
    expect(answer).toMatchObject({ status: 302, headers: { location: PAGE } });
    expect(decodeURIComponent(answer.headers["set-cookie"] ?? "")).toContain(ARN);
  });

  test.each([
    ["a session of another secret", { ...SESSION, sessionKey: "guess" }],
    ["a session of another token", { ...SESSION, sessionToken: "guess" }],
    ["an unknown session", { ...SESSION, sessionId: "ASIA2" }],
    ["no session", null],
  ])("give no token for %s", async (_, session) => {
    const { ask } = aPage();
    const asked = { Action: "getSigninToken", Session: JSON.stringify(session) };
    expect(await ask(asked)).toMatchObject({ status: 400 });
  });

  test("give no token for a session that is over, or that is not a role's", async () => {
    const asked = { Action: "getSigninToken", Session: JSON.stringify(SESSION) };
    const { ask, clock } = aPage();
    clock.pass(HOUR);
    expect(await ask(asked)).toMatchObject({ status: 400 });
    expect(await aPage("user").ask(asked)).toMatchObject({ status: 400 });
  });

  test("refuse a duration, as they do for sessions of a chain", async () => {
    const asked = { Action: "getSigninToken", Session: JSON.stringify(SESSION) };
    expect(await aPage().ask({ ...asked, SessionDuration: "3600" })).toMatchObject({
      ...{ status: 400, body: expect.stringContaining("SessionDuration") },
    });
  });

  test("sign nobody in after 15 minutes, or with a token that they did not give", async () => {
    const { ask, token, clock } = aPage();
    const SigninToken = await token();
    clock.pass(HOUR / 4);
    for (const each of [SigninToken, "guess"])
      expect(await ask({ Action: "login", SigninToken: each, Destination: PAGE })).toMatchObject({
        status: 400,
      });
  });

  test("refuse everything else by name", async () => {
    const { ask } = aPage();
    expect(await ask({ Action: "logout" })).toMatchObject({
      ...{ status: 400, body: expect.stringContaining("logout") },
    });
    expect(await ask({}, { rawPath: "/console" })).toMatchObject({ status: 404 });
  });
});
