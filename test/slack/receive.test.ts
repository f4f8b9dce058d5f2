import { describe, expect, test } from "vitest";
import type { Instant } from "../../domain/time.ts";
import type { Work } from "../../functions/shared/slack/schemas.ts";
import { signatureOf } from "../../functions/shared/slack/signature.ts";
import { input } from "../../functions/slack-receive/contract.ts";
import { receive } from "../../functions/slack-receive/step.ts";
import { SlackMemoryInMemory } from "./a-memory.ts";

const NOW = "2026-12-01T09:00:00.000Z" as Instant;
const TEAM = "T012AB3CD";
const SECRETS = ["the-old-secret", "the-new-secret"];

const COMMAND = {
  ...{ command: "/mayfly", text: "list", team_id: TEAM, user_id: "U012AB3CD", user_name: "root" },
  ...{ trigger_id: "1.2.a", response_url: "https://hooks.slack.com/commands/1" },
};
const user = { id: "U012AB3CD", team_id: TEAM };
const form = (fields: Record<string, string>) => String(new URLSearchParams(fields));
const payload = (content: object) => form({ payload: JSON.stringify(content) });

interface Sent {
  readonly secret?: string;
  readonly timestamp?: string;
  readonly type?: string;
  readonly signature?: string;
  readonly headers?: Record<string, string>;
}

/** The function that answers Slack, and what it handed on. */
function aReceiver({ fails = 0 } = {}) {
  const handedOn: Work[] = [];
  let failures = fails;
  const memory = new SlackMemoryInMemory();
  const answerTo = receive({
    ...{ memory, team: TEAM, clock: { now: () => NOW } },
    secrets: () => Promise.resolve({ signingSecrets: SECRETS, botToken: "xoxb-x" }),
    handOn: (work) => {
      failures -= 1;
      if (failures >= 0) return Promise.reject(new Error("throttled"));
      handedOn.push(work);
      return Promise.resolve();
    },
  });
  const send = async (body: string, sent: Sent = {}) => {
    const { secret = "the-new-secret", timestamp = String(Date.parse(NOW) / 1000) } = sent;
    const { type = "application/x-www-form-urlencoded" } = sent;
    return await answerTo(
      input.parse({
        headers: {
          ...{ "Content-Type": type, "X-Slack-Request-Timestamp": timestamp },
          "X-Slack-Signature": sent.signature ?? signatureOf(secret, timestamp, Buffer.from(body)),
          ...sent.headers,
        },
        ...{ body: Buffer.from(body).toString("base64"), isBase64Encoded: true },
        requestContext: { http: { sourceIp: "192.0.2.1" } },
      }),
    );
  };
  return { send, handedOn, memory };
}

describe("a command", () => {
  test("is handed on, with its team and user ids and without any name", async () => {
    const { send, handedOn } = aReceiver();

    expect(await send(form(COMMAND))).toEqual({ statusCode: 200, headers: {}, body: "" });

    expect(handedOn).toMatchObject([
      { sourceIp: "192.0.2.1", deed: { kind: "command", text: "list", team: TEAM, user: user.id } },
    ]);
    expect(JSON.stringify(handedOn)).not.toContain("root");
  });

  test("is taken with the older secret too", async () => {
    const { send } = aReceiver();
    expect((await send(form(COMMAND), { secret: "the-old-secret" })).statusCode).toBe(200);
  });

  test("of another workspace is refused privately", async () => {
    const { send, handedOn } = aReceiver();
    const { body } = await send(form({ ...COMMAND, team_id: "T0OTHER" }));
    expect(JSON.parse(body)).toEqual({
      response_type: "ephemeral",
      text: "Mayfly serves another workspace than yours.",
    });
    expect(handedOn).toEqual([]);
  });

  test("that could not be handed on says so, and can be sent again", async () => {
    const { send, handedOn } = aReceiver({ fails: 1 });

    expect((await send(form(COMMAND))).body).toContain("has done nothing");
    expect((await send(form(COMMAND))).statusCode).toBe(200);
    expect(handedOn).toHaveLength(1);
  });
});

describe("a request that is not Slack's, or not of now", () => {
  const now = Date.parse(NOW) / 1000;
  test.each<[string, Sent]>([
    ["forged", { secret: "guessed-secret" }],
    ["unsigned", { signature: "" }],
    ["stale", { timestamp: String(now - 301) }],
    ["of the future", { timestamp: String(now + 301) }],
    ["without a time", { timestamp: "" }],
    [
      "with a signature of a part of it",
      {
        signature: signatureOf(
          SECRETS[1] ?? "",
          String(now),
          Buffer.from(form(COMMAND).slice(0, -1)),
        ),
      },
    ],
  ])("%s gets a plain 401", async (_, sent) => {
    const { send, handedOn, memory } = aReceiver();
    expect(await send(form(COMMAND), sent)).toEqual({ statusCode: 401, headers: {}, body: "" });
    expect(handedOn).toEqual([]);
    expect(memory.names.size).toBe(0);
  });

  test("replayed gets a plain 401", async () => {
    const { send, handedOn } = aReceiver();
    await send(form(COMMAND));
    expect((await send(form(COMMAND))).statusCode).toBe(401);
    expect(handedOn).toHaveLength(1);
  });

  test.each([
    ["", 400],
    ["nonsense", 400],
    ["payload=%7B", 400],
    ["payload=null", 400],
    [form({ command: "/mayfly" }), 400],
    [payload({ type: "block_actions", user, actions: [] }), 400],
    [payload({ type: "shortcut", user }), 200],
  ])("of the form %j is answered %i and does nothing", async (body, status) => {
    const { send, handedOn } = aReceiver();
    expect((await send(body)).statusCode).toBe(status);
    expect(handedOn).toEqual([]);
  });
});

describe("what Slack asks of itself", () => {
  test("a check of the certificate is answered", async () => {
    const { send, handedOn } = aReceiver();
    expect((await send("ssl_check=1&token=x")).statusCode).toBe(200);
    expect(handedOn).toEqual([]);
  });

  test("the address for events is confirmed", async () => {
    const { send } = aReceiver();
    const body = JSON.stringify({ type: "url_verification", challenge: "abc" });
    const answer = await send(body, { type: "application/json" });
    expect(JSON.parse(answer.body)).toEqual({ challenge: "abc" });
  });

  test("an event that comes again with another signature is recognised", async () => {
    const { send, handedOn } = aReceiver();
    const event = { type: "app_home_opened", user: user.id, tab: "home" };
    const body = JSON.stringify({ type: "event_callback", team_id: TEAM, event_id: "Ev1", event });
    const json = { type: "application/json" };
    await send(body, json);
    const timestamp = String(Date.parse(NOW) / 1000 + 60);
    const again = await send(body, { ...json, timestamp, headers: { "x-slack-retry-num": "1" } });
    expect(again).toMatchObject({ statusCode: 200, headers: { "x-slack-no-retry": "1" } });
    expect(handedOn).toHaveLength(1);
  });
});

describe("a button", () => {
  test("is handed on with its value", async () => {
    const { send, handedOn } = aReceiver();
    const actions = [{ action_id: "end", value: "{}" }];
    await send(payload({ type: "block_actions", user, trigger_id: "t", actions }));
    expect(handedOn[0]?.deed).toMatchObject({ kind: "action", action: "end", isHome: false });
  });
});

describe("a form", () => {
  const submission = (values: Record<string, string>) =>
    payload({
      ...{ type: "view_submission", user },
      view: {
        callback_id: "request",
        state: {
          values: Object.fromEntries(
            Object.entries(values).map(([block, value]) => [block, { [block]: { value } }]),
          ),
        },
      },
    });

  test("is handed on with what was filled in", async () => {
    const { send, handedOn } = aReceiver();
    expect((await send(submission({ purpose: "x", duration: "1d 12h" }))).body).toBe("");
    expect(handedOn[0]?.deed).toMatchObject({ values: { purpose: "x", duration: "1d 12h" } });
  });

  test.each([
    [{ purpose: " " }, { purpose: "Say what it is for." }],
    [
      { purpose: "x", duration: "long" },
      { duration: "Write a duration such as 3d, 8h or 1d 12h." },
    ],
    [{ purpose: "x", budget: "1.5" }, { budget: "Write whole US dollars, such as 50." }],
    [{ reason: "" }, { reason: "The owner wants to know why." }],
  ])("with %j stays open and says what is wrong", async (values, errors) => {
    const { send, handedOn } = aReceiver();
    const { body } = await send(submission(values));
    expect(JSON.parse(body)).toEqual({ response_action: "errors", errors });
    expect(handedOn).toEqual([]);
  });
});
