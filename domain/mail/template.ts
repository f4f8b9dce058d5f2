import type { NoticeName } from "./notice.ts";
import { onOneLine, type Values } from "./values.ts";

/** The text of one notice, with names in `{{…}}` where values go. */
export interface MailTemplate {
  readonly subject: string;
  readonly text: string;
  /** The same in HTML; made from the text when absent. */
  readonly html?: string;
}

/** The texts of all notices, and the frame around what is HTML. */
export interface MailTexts {
  readonly frame: string;
  readonly notices: Readonly<Record<NoticeName, MailTemplate>>;
}

/** What one mail says. */
export interface MailContent {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Names that the frame of every HTML part has. */
export const FRAME_NAMES = ["subject", "body"] as const;

const NAMED = /\{\{\s*([A-Za-z]+)\s*\}\}/g;

/** Reads the file of a notice; what is wrong with it otherwise. */
export function readTemplate(file: string): MailTemplate | { readonly flaw: string } {
  const [, subject = "", text = ""] =
    /^Subject:[ \t]*([^\r\n]*)\r?\n\r?\n([\s\S]*)$/.exec(file.trimStart()) ?? [];
  if (subject.trim() === "") return { flaw: "does not begin with Subject: and an empty line" };
  if (text.trim() === "") return { flaw: "says nothing under its subject" };
  return { subject: subject.trim(), text: text.replaceAll("\r\n", "\n").trim() };
}

/** What is wrong with the names in a text, if only these are known. */
export function flawOfNames(text: string, known: readonly string[]): string | undefined {
  const unknown = [...text.matchAll(NAMED)].find(([, name = ""]) => !known.includes(name));
  if (unknown !== undefined)
    return `has an unknown placeholder ${unknown[0]}; it may have ${known.map((name) => `{{${name}}}`).join(", ")}`;
  if (/\{\{|\}\}/.test(text.replace(NAMED, "")))
    return "has {{ or }} that are no part of a placeholder such as {{lease}}";
  return undefined;
}

const ESCAPES: Readonly<Record<string, string>> = {
  ...{ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" },
};

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (letter) => ESCAPES[letter] ?? letter);

const same = (value: string): string => value;

/** Puts values in their places. A line that has names, and values for none of them, is left out. */
function filled(text: string, values: Values, shown: (value: string) => string = same): string {
  const lines = text.split("\n").flatMap((line) => {
    const names = [...line.matchAll(NAMED)].map(([, name = ""]) => name);
    if (names.length > 0 && names.every((name) => (values[name] ?? "") === "")) return [];
    return [line.replace(NAMED, (_, name: string) => shown(values[name] ?? ""))];
  });
  return lines
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** Text as simple HTML: a paragraph for each, and what is indented as it stands. */
const inHtml = (text: string): string =>
  text
    .split("\n\n")
    .map((block) => {
      const lines = escapeHtml(block).split("\n");
      return lines.every((line) => line.startsWith("    "))
        ? `<pre>${lines.map((line) => line.slice(4)).join("\n")}</pre>`
        : `<p>${lines.join("<br>\n")}</p>`;
    })
    .join("\n");

/** Makes what a mail says. Nothing in the values becomes a header, a line or a tag. */
export function contentOf(template: MailTemplate, frame: string, values: Values): MailContent {
  const subject = onOneLine(filled(template.subject, values));
  const text = filled(template.text, values);
  const body =
    template.html === undefined ? inHtml(text) : filled(template.html, values, escapeHtml);
  const parts: Values = { subject: escapeHtml(subject), body };
  const html = frame.replace(NAMED, (_, name: string) => parts[name] ?? "");
  return { subject, text: `${text}\n`, html };
}
