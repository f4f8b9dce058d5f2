import type { Instant } from "../time.ts";

/** Three characters mean something in Slack's text; without them nobody is mentioned and nothing links. */
const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** Characters that mark bold, italic, struck out and code; a word joiner behind them takes that away. */
const MARKS = /[*_~`]/g;

/** Makes a text of somebody's show as they wrote it, whatever it holds, at most so many characters of it. */
export function escaped(text: string, longest = 500): string {
  const letters = [...text.replace(/\s+/g, " ").trim()];
  const shown =
    letters.length > longest ? `${letters.slice(0, longest - 1).join("")}…` : letters.join("");
  return shown.replace(/[&<>]/g, (each) => ESCAPES[each] ?? each).replace(MARKS, "$&\u2060");
}

/** A text inside three backticks: nothing is marked there, and no backtick may end it. */
export const verbatim = (text: string): string =>
  `\`\`\`${text.replace(/[&<>]/g, (each) => ESCAPES[each] ?? each).replaceAll("`", "'")}\`\`\``;

/** A moment that Slack shows in the time zone of whoever reads it. */
export const moment = (at: Instant): string =>
  `<!date^${Math.floor(Date.parse(at) / 1000)}^{date_short_pretty} at {time}|${at.slice(0, 16).replace("T", " ")} UTC>`;
