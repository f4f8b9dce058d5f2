import * as z from "zod";
import type { Surroundings } from "../surroundings.ts";
import { type Finding, good } from "./findings.ts";

/** What the app's manifest asks for. */
export const SCOPES: readonly string[] = [
  ...["chat:write", "commands", "im:write", "users:read", "users:read.email"],
];

/** Slack's own address; GovSlack has another. */
const SLACK = "https://slack.com/api/";

const greeting = z.union([
  z.object({ ok: z.literal(true), user: z.string(), team: z.string(), team_id: z.string() }),
  z.object({ ok: z.literal(false), error: z.string() }),
]);

/** The app that is examined. */
export interface SlackApp {
  readonly token: string;
  /** Of Slack's Web API; that of slack.com when absent. */
  readonly address?: string | undefined;
  /** Id of the approvers' channel, if that is to be examined too. */
  readonly channel?: string | undefined;
}

type World = Pick<Surroundings, "fetch" | "now">;

/** Examines the Slack app by its bot token: whose it is, and what it may do (Slack, auth.test). */
export async function examineSlack(world: World, app: SlackApp): Promise<readonly Finding[]> {
  const response = await call(world, app, { method: "auth.test" }).catch((error: Error) => error);
  if (response instanceof Error)
    return [{ what: "Slack", state: "bad", says: `cannot be reached: ${response.message}` }];
  const found = greeting.safeParse(await response.json().catch(() => undefined)).data;
  if (found === undefined)
    return [
      { what: "Slack", state: "bad", says: `answers ${response.status} and no JSON of Slack's` },
    ];
  if (!found.ok)
    return [
      {
        ...{ what: "bot token", state: "bad", says: `Slack does not take it: ${found.error}` },
        mend: "api.slack.com/apps, the app, OAuth & Permissions: copy the Bot User OAuth Token",
      },
    ];
  return [
    good("bot token", `is ${found.user}'s in ${found.team}`),
    good("workspace", `slack.team of mayfly.config.ts must be ${found.team_id}`),
    scopesOf((response.headers.get("x-oauth-scopes") ?? "").split(",")),
    ...(app.channel === undefined ? [] : [await channelOf(world, app, app.channel)]),
  ];
}

interface Call {
  readonly method: string;
  readonly body?: Readonly<Record<string, string | number>>;
}

const call = ({ fetch }: World, { token, address = SLACK }: SlackApp, { method, body }: Call) =>
  fetch(new URL(method, address), {
    method: "POST",
    headers: {
      authorization: `Bearer ${token}`,
      "content-type": "application/json; charset=utf-8",
    },
    body: JSON.stringify(body ?? {}),
  });

const scheduled = z.union([
  z.object({ ok: z.literal(true), scheduled_message_id: z.string() }),
  z.object({ ok: z.literal(false), error: z.string() }),
]);

const HOUR = 3_600;

/**
 * Whether the app may write in a channel. Its scopes let it read of no channel, so a message is scheduled there for
 * an hour later and taken back at once: nobody sees it (Slack, chat.scheduleMessage).
 */
async function channelOf(world: World, app: SlackApp, channel: string): Promise<Finding> {
  const post_at = Math.floor(world.now() / 1000) + HOUR;
  const body = { channel, post_at, text: "Mayfly looks whether it may write here." };
  const answer = await call(world, app, { method: "chat.scheduleMessage", body });
  const found = scheduled.parse(await answer.json());
  if (!found.ok)
    return {
      ...{ what: "channel", state: "bad" },
      says: `Mayfly cannot write in ${channel}: ${found.error}`,
      ...(found.error === "not_in_channel" ? { mend: "/invite @Mayfly   # in that channel" } : {}),
    };
  const { scheduled_message_id } = found;
  await call(world, app, {
    ...{ method: "chat.deleteScheduledMessage", body: { channel, scheduled_message_id } },
  });
  return good("channel", `Mayfly may write in ${channel}`);
}

function scopesOf(texts: readonly string[]): Finding {
  const given = texts.map((each) => each.trim()).filter((each) => each !== "");
  const missing = SCOPES.filter((each) => !given.includes(each));
  const needless = given.filter((each) => !SCOPES.includes(each));
  if (missing.length > 0)
    return {
      ...{ what: "scopes", state: "bad", says: `the app lacks ${missing.join(", ")}` },
      mend: "npm run -s slack:manifest -- <output SlackUrl>   # put it into the app, and install that again",
    };
  if (needless.length > 0)
    return {
      ...{ what: "scopes", state: "doubtful" },
      says: `the app may do more than Mayfly needs: ${needless.join(", ")}`,
    };
  return good("scopes", given.join(", "));
}
