import type { KnownBlock } from "@slack/types";
import * as z from "zod";
import type { World } from "../kernel/service.ts";
import { header, pairsOf, type WireAnswer, type WireRequest } from "../wire/message.ts";
import type { HttpRoute } from "../wire/routes.ts";
import { messageBlocks } from "./check-blocks.ts";
import { METHODS, SlackError } from "./methods.ts";
import { answersIn, keyOf, messagesIn, newTs, troubleIn } from "./records.ts";
import { APP } from "./settings.ts";

const HOST = /^(hooks\.)?slack\.com$/;

const json = (status: number, body: object, headers: Record<string, string> = {}): WireAnswer => ({
  status,
  headers: { "content-type": "application/json", ...headers },
  body: JSON.stringify(body),
});

/** Slack on this machine: its Web API, and the addresses to which answers are sent. */
export const slackRoute = (world: World): HttpRoute => ({
  matches: (request) => HOST.test(header(request, "host") ?? ""),
  answer: async (request) => {
    const trouble = troubleIn(world).get("all");
    if (trouble !== undefined)
      return json(trouble.status, {}, { "retry-after": String(trouble.retryAfter) });
    return header(request, "host") === "slack.com"
      ? callMethod(world, request)
      : takeAnswer(world, request);
  },
});

function callMethod(world: World, request: WireRequest): WireAnswer {
  const name = request.rawPath.replace(/^\/api\//, "");
  const run = METHODS[name];
  try {
    if (header(request, "authorization") !== `Bearer ${APP.botToken}`)
      throw new SlackError("invalid_auth");
    if (run === undefined) throw new SlackError("unknown_method");
    return json(200, { ok: true, ...run(world, argumentsOf(request)) });
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    const { word, retryAfter } = error;
    return retryAfter === undefined
      ? json(200, { ok: false, error: word })
      : json(429, { ok: false, error: word }, { "retry-after": String(retryAfter) });
  }
}

function argumentsOf(request: WireRequest): unknown {
  const text = Buffer.from(request.body).toString();
  const isJson = header(request, "content-type")?.startsWith("application/json") === true;
  if (!isJson) return Object.fromEntries(pairsOf(text));
  try {
    return JSON.parse(text);
  } catch {
    throw new SlackError("invalid_json");
  }
}

/** An answer is taken five times within half an hour (Slack, handling user interaction). */
const MOST_USES = 5;
const ANSWER_LIFE = 30 * 60_000;

const answer = z.strictObject({
  ...{ text: z.string().min(1), blocks: messageBlocks },
  ...{ response_type: z.literal("ephemeral"), replace_original: z.boolean() },
});

function takeAnswer(world: World, request: WireRequest): WireAnswer {
  const id = request.rawPath.split("/").at(-1) ?? "";
  const leave = answersIn(world).get(id);
  const now = world.clock.now();
  if (leave === undefined || leave.uses >= MOST_USES || now - leave.at > ANSWER_LIFE)
    return json(404, { ok: false, error: "expired_url" });
  const said = answer.safeParse(argumentsOf(request)).data;
  if (said === undefined) return json(400, { ok: false, error: "invalid_blocks" });
  answersIn(world).set(id, { ...leave, uses: leave.uses + 1 });
  const at = { channel: leave.channel, ts: newTs(world) };
  const blocks = said.blocks as KnownBlock[];
  messagesIn(world).set(keyOf(at), {
    ...{ ...at, text: said.text, blocks, edits: 0, onlyFor: leave.user, at: now },
  });
  return json(200, { ok: true });
}
