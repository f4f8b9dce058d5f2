import * as z from "zod";
import type { SlackSecrets } from "../../ports/slack.ts";
import { secretText } from "./secret-text.ts";

/** Milliseconds after which they are read again: so long a rotation takes to be known everywhere. */
const FRESH = 60_000;

const shape = z.object({
  signingSecrets: z.array(z.string().min(8)).min(1),
  botToken: z.string().startsWith("xoxb-"),
});

/** Reads the secrets of the Slack app; they are kept in memory for a minute and told nowhere. */
export function slackSecrets(secretArn: string, now: () => number): () => Promise<SlackSecrets> {
  const text = secretText();
  let known: { readonly at: number; readonly secrets: SlackSecrets } | undefined;
  return async () => {
    if (known !== undefined && now() - known.at < FRESH) return known.secrets;
    known = { at: now(), secrets: parsed(await text(secretArn)) };
    return known.secrets;
  };
}

function parsed(text: string): SlackSecrets {
  try {
    return shape.parse(JSON.parse(text));
  } catch {
    // What is wrong with it may quote it.
    throw new Error(
      'The secret of the Slack app is not { "signingSecrets": ["…"], "botToken": "xoxb-…" }.',
    );
  }
}
