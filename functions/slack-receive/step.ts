import { createHash } from "node:crypto";
import type * as z from "zod";
import type { Clock } from "../../ports/clock.ts";
import type { SlackMemory, SlackSecrets } from "../../ports/slack.ts";
import type { Deed, Work } from "../shared/slack/schemas.ts";
import { isSigned, WINDOW } from "../shared/slack/signature.ts";
import type { input } from "./contract.ts";
import { received } from "./deeds.ts";
import { flawsOf } from "./flaws.ts";

export interface ReceivePorts {
  readonly secrets: () => Promise<SlackSecrets>;
  readonly memory: Pick<SlackMemory, "first" | "forget">;
  readonly clock: Clock;
  readonly handOn: (work: Work) => Promise<void>;
  /** The one workspace that is served. */
  readonly team: string;
}

interface Answer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const answer = (statusCode: number, body: object | "" = ""): Answer => ({
  statusCode,
  headers: body === "" ? {} : { "content-type": "application/json" },
  body: body === "" ? "" : JSON.stringify(body),
});

/** No word of what is wrong: whoever is not Slack learns nothing. */
const STRANGER = answer(401);

/** Slack shows it to the one who did something, and to nobody else. */
const privately = (text: string) => answer(200, { response_type: "ephemeral", text });

const BUSY = "Mayfly is busy at this moment and has done nothing. Please try again.";
const OTHER_TEAM = "Mayfly serves another workspace than yours.";

/** Both directions of the window: so long a signature can be valid. */
const REMEMBERED = 2 * WINDOW + 60;

/**
 * Answers Slack within its three seconds: verifies that a request is Slack's, new, and of the workspace,
 * and hands it on to be worked on. Nothing is read of a body before its signature holds.
 */
export const receive =
  (ports: ReceivePorts) =>
  async (event: z.output<typeof input>): Promise<Answer> => {
    const headers = lowercased(event.headers);
    const body = Buffer.from(event.body, event.isBase64Encoded ? "base64" : "utf8");
    const signature = headers["x-slack-signature"];
    const timestamp = headers["x-slack-request-timestamp"];
    const { signingSecrets } = await ports.secrets();
    const now = Math.floor(Date.parse(ports.clock.now()) / 1000);
    if (!isSigned({ timestamp, signature, body }, signingSecrets, now)) return STRANGER;
    const text = body.toString("utf8");
    if (new URLSearchParams(text).get("ssl_check") === "1") return answer(200);
    const got = received(text, headers["content-type"] ?? "");
    if (got === undefined) return answer(400);
    if (got.kind === "challenge") return answer(200, { challenge: got.challenge });
    if (got.kind !== "deed") return answer(200);
    const id = idOf(headers, body, signature ?? "");
    return await take(ports, { id, sourceIp: event.requestContext.http.sourceIp, deed: got.deed });
  };

async function take(ports: ReceivePorts, work: Work): Promise<Answer> {
  const { deed, id } = work;
  if (deed.team !== ports.team)
    return deed.kind === "command"
      ? privately(OTHER_TEAM)
      : answer(deed.kind === "home" ? 200 : 403);
  const flaws = flawsOf(deed);
  if (flaws !== undefined) return answer(200, { response_action: "errors", errors: flaws });
  if (!(await ports.memory.first(`REQUEST#${id}`, REMEMBERED))) return again(deed);
  try {
    await ports.handOn(work);
    return answer(200);
  } catch {
    // It may come again, and must not be taken for a repetition then.
    await ports.memory.forget(`REQUEST#${id}`);
    return deed.kind === "command" ? privately(BUSY) : answer(503);
  }
}

/** Slack itself repeats events whose answer it did not get; whatever else comes twice is a replay. */
const again = ({ kind }: Deed) =>
  kind === "home" ? { ...answer(200), headers: { "x-slack-no-retry": "1" } } : STRANGER;

/** An event keeps its body when Slack sends it again, with another signature; all else is its signature. */
const idOf = (headers: Headers, body: Uint8Array, signature: string) =>
  createHash("sha256")
    .update(headers["content-type"]?.startsWith("application/json") === true ? body : signature)
    .digest("hex");

type Headers = Readonly<Record<string, string | undefined>>;

const lowercased = (headers: Readonly<Record<string, string>>): Headers =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
