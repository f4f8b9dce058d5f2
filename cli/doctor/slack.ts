import * as z from "zod";
import type { Surroundings } from "../surroundings.ts";
import type { Finding } from "./findings.ts";

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

const good = (what: string, says: string): Finding => ({ what, state: "good", says });

/** Examines the Slack app by its bot token: whose it is, and what it may do (Slack, auth.test). Only reads. */
export async function examineSlack(
  { fetch }: Pick<Surroundings, "fetch">,
  { token, address = SLACK }: { readonly token: string; readonly address?: string | undefined },
): Promise<readonly Finding[]> {
  const response = await fetch(new URL("auth.test", address), {
    ...{ method: "POST", headers: { authorization: `Bearer ${token}` } },
  }).catch((error: Error) => error);
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
  ];
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
