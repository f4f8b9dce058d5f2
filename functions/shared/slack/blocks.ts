import type { Button, ConfirmationDialog, KnownBlock } from "@slack/types";
import type { Instant } from "../../../domain/time.ts";

/** A block of text in Slack's marked form; whoever gives it has escaped what is not Mayfly's own. */
export const section = (text: string): KnownBlock => ({
  type: "section",
  text: { type: "mrkdwn", text: text.slice(0, 3_000) },
});

export const small = (text: string): KnownBlock => ({
  type: "context",
  elements: [{ type: "mrkdwn", text: text.slice(0, 2_000) }],
});

export const plain = (text: string, longest = 75) =>
  ({ type: "plain_text", text: text.slice(0, longest), emoji: false }) as const;

export const header = (text: string): KnownBlock => ({ type: "header", text: plain(text, 150) });

/** What a button carries, so that pressing it late or twice means what it meant when it was shown. */
export interface ButtonValue {
  readonly lease: string;
  /** For extensions: the new end. */
  readonly endsAt?: Instant;
}

interface Pressed {
  readonly action: string;
  readonly value: ButtonValue;
  readonly style?: "primary" | "danger";
  readonly confirm?: ConfirmationDialog;
}

export const button = (text: string, { action, value, style, confirm }: Pressed): Button => ({
  ...{ type: "button", text: plain(text), action_id: action, value: JSON.stringify(value) },
  ...(style === undefined ? {} : { style }),
  ...(confirm === undefined ? {} : { confirm }),
});

export const link = (text: string, url: string): Button => ({
  ...{ type: "button", text: plain(text), action_id: "open-link", url },
});

export const buttons = (id: string, ...elements: readonly Button[]): readonly KnownBlock[] =>
  elements.length === 0 ? [] : [{ type: "actions", block_id: id, elements: [...elements] }];
