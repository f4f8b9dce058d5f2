import * as z from "zod";
import { SlackBusy, SlackRefused } from "../../domain/slack/failures.ts";
import type { SlackUser, SlackWorkspace } from "../../ports/slack.ts";
import { postJson } from "./post-json.ts";

const answer = z.looseObject({ ok: z.boolean(), error: z.string().optional() });

const posted = z.object({ channel: z.string(), ts: z.string() });
const opened = z.object({ channel: z.object({ id: z.string() }) });

const user = z.object({
  user: z
    .object({
      id: z.string(),
      team_id: z.string(),
      deleted: z.boolean().default(false),
      is_bot: z.boolean().default(false),
      tz: z.string().default("Etc/UTC"),
      profile: z.object({ email: z.string().optional() }).default({}),
    })
    .transform(
      ({ id, team_id: team, deleted, is_bot: isBot, tz: zone, profile }): SlackUser => ({
        ...{ id, team, zone, isBot, isDeactivated: deleted },
        ...(profile.email === undefined ? {} : { email: profile.email }),
      }),
    ),
});

/** Words of Slack for troubles of its own, which pass. */
const PASSING = [
  "ratelimited",
  "service_unavailable",
  "internal_error",
  "fatal_error",
  "request_timeout",
];

/** Whose words, and where they are sent: the Web API of the workspace. */
export interface WebApi {
  /** Such as `https://slack.com/api`. */
  readonly url: string;
  readonly token: () => Promise<string>;
}

/** A workspace, by Slack's Web API. */
export function slackWorkspace({ url, token }: WebApi): SlackWorkspace {
  const call = async <T extends z.ZodType>(
    method: string,
    shape: T,
    body: string,
    type: string,
  ): Promise<z.output<T>> => {
    const headers = { "content-type": type, authorization: `Bearer ${await token()}` };
    const { status, text } = await postJson(`${url}/${method}`, body, headers);
    return shape.parse(accepted(method, status, text));
  };
  const tell = <T extends z.ZodType>(method: string, shape: T, body: object) =>
    call(method, shape, JSON.stringify(body), "application/json; charset=utf-8");
  // Methods that only read take no JSON.
  const ask = <T extends z.ZodType>(method: string, shape: T, body: Record<string, string>) =>
    call(method, shape, String(new URLSearchParams(body)), "application/x-www-form-urlencoded");
  return {
    post: async (channel, { text, blocks }, thread) =>
      tell("chat.postMessage", posted, {
        ...{ channel, text, blocks, unfurl_links: false, unfurl_media: false },
        ...(thread === undefined ? {} : { thread_ts: thread.ts, reply_broadcast: thread.isTold }),
      }),
    update: async ({ channel, ts }, { text, blocks }) => {
      await tell("chat.update", answer, { channel, ts, text, blocks });
    },
    openDirect: async (id) => (await tell("conversations.open", opened, { users: id })).channel.id,
    openView: async (trigger_id, view) => {
      await tell("views.open", answer, { trigger_id, view });
    },
    publishHome: async (user_id, view) => {
      await tell("views.publish", answer, { user_id, view });
    },
    user: async (id) => (await ask("users.info", user, { user: id })).user,
    userOf: async (email) =>
      ask("users.lookupByEmail", user, { email }).then((found) => found.user, unlessUnknown),
    respond,
  };
}

/** The only hosts that an answer to somebody's doing is sent to. */
const ANSWERS = /^https:\/\/hooks\.slack(-gov)?\.com\//;

const respond: SlackWorkspace["respond"] = async (url, { text, blocks }) => {
  if (!ANSWERS.test(url)) throw refusedWith("respond", "not_a_response_url");
  const body = { text, blocks, response_type: "ephemeral", replace_original: false };
  const headers = { "content-type": "application/json; charset=utf-8" };
  const { status } = await postJson(url, JSON.stringify(body), headers);
  if (status !== 200) throw refusedWith("respond", `status_${status}`);
};

function accepted(method: string, status: number, text: string): object {
  const read = answer.safeParse(asJson(text)).data;
  if (read === undefined) throw refusedWith(method, `status_${status}`);
  if (read.ok) return read;
  const error = read.error ?? "unknown";
  if (!PASSING.includes(error)) throw refusedWith(method, error);
  throw new SlackBusy(`Slack says of ${method}: ${error}.`, { error, retryAfter: 1 });
}

const refusedWith = (method: string, error: string) =>
  new SlackRefused(`Slack says of ${method}: ${error}.`, { method, error });

function unlessUnknown(error: unknown): undefined {
  if (error instanceof SlackRefused && error.details["error"] === "users_not_found")
    return undefined;
  throw error;
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
