import type { KnownBlock, View } from "@slack/types";

/** A line of a message as somebody sees it. */
export interface Line {
  readonly kind: "text" | "title" | "small" | "code" | "buttons" | "field";
  readonly parts: readonly string[];
}

/** Marked text as it is read: dates by their fallback, escaped characters as themselves, without marks. */
export const readable = (text: string): string =>
  text
    .replace(/<!date\^[^|>]*\|([^>]*)>/g, "$1")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .replace(/:([a-z_]+):/g, (whole, name: string) => EMOJI[name] ?? whole)
    .replace(/(?<!\u2060)[*`]+(?!\u2060)/g, "")
    .replaceAll("\u2060", "");

const EMOJI: Readonly<Record<string, string>> = {
  hourglass: "⌛",
  hammer_and_wrench: "🛠",
  white_check_mark: "✅",
  broom: "🧹",
  checkered_flag: "🏁",
  no_entry: "⛔",
  warning: "⚠",
  alarm_clock: "⏰",
  leftwards_arrow_with_hook: "↩",
  moneybag: "💰",
  snowflake: "❄",
  sunny: "☀",
};

/** What blocks show, line by line. */
export const linesOf = (blocks: readonly KnownBlock[]): readonly Line[] => blocks.flatMap(linesIn);

function linesIn(block: KnownBlock): readonly Line[] {
  switch (block.type) {
    case "section":
      return textLines(block.text?.text ?? "");
    case "header":
      return [{ kind: "title", parts: [block.text.text] }];
    case "context":
      return block.elements.map((each) => ({
        kind: "small",
        parts: ["text" in each ? readable(each.text) : ""],
      }));
    case "actions":
      return [{ kind: "buttons", parts: block.elements.map(labelOf) }];
    case "input":
      return [{ kind: "field", parts: [block.label.text, block.block_id ?? ""] }];
    default:
      return [];
  }
}

const labelOf = (element: object): string =>
  (element as { text?: { text?: string } }).text?.text ?? "…";

/** Text between three backticks is shown as it is. */
const textLines = (text: string): readonly Line[] =>
  text.split("```").flatMap((part, index) =>
    part
      .split("\n")
      .filter((line) => line !== "")
      .map((line): Line => ({ kind: index % 2 === 1 ? "code" : "text", parts: [readable(line)] })),
  );

/** What a modal or a home tab shows. */
export const linesOfView = (view: View): readonly Line[] => [
  ...(view.type === "modal" ? [{ kind: "title" as const, parts: [view.title.text] }] : []),
  ...linesOf(view.blocks as readonly KnownBlock[]),
  ...(view.type === "modal" && view.submit
    ? [{ kind: "buttons" as const, parts: [view.submit.text] }]
    : []),
];
