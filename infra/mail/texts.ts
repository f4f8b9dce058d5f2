import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { NOTICE_NAMES, NOTICES, type NoticeName } from "../../domain/mail/notice.ts";
import {
  FRAME_NAMES,
  flawOfNames,
  type MailTemplate,
  type MailTexts,
  readTemplate,
} from "../../domain/mail/template.ts";

const OWN = join(import.meta.dirname, "texts");
const FRAME = "frame.html";

/** Files that a folder of texts may hold. */
const KNOWN = new Set([FRAME, ...NOTICE_NAMES.flatMap((name) => [`${name}.txt`, `${name}.html`])]);

/** Tells what is wrong with a file: its name, and a sentence that follows it. */
export type Complain = (file: string, flaw: string) => void;

/**
 * Reads the texts of all mails: those of a deployment's folder, and Mayfly's own where it has none. Whatever is
 * wrong is complained of, file by file.
 */
export function readTexts(folder: string | undefined, complain: Complain): MailTexts {
  if (folder !== undefined && !existsSync(folder)) {
    complain(folder, "is no folder");
    return readTexts(undefined, complain);
  }
  for (const file of folder === undefined ? [] : readdirSync(folder))
    if (!KNOWN.has(file))
      complain(file, `is no text of a mail; there are ${[...KNOWN].toSorted().join(", ")}`);
  const read = (file: string, or = OWN): string => {
    const replaced = folder !== undefined && existsSync(join(folder, file));
    return readFileSync(join(replaced ? folder : or, file), "utf8");
  };
  const has = (file: string) => folder !== undefined && existsSync(join(folder, file));
  const notices = NOTICE_NAMES.map((name) => {
    const html = has(`${name}.html`) ? { html: read(`${name}.html`) } : {};
    return [name, checked(name, { text: read(`${name}.txt`), ...html }, complain)] as const;
  });
  return {
    frame: checkedFrame(read(FRAME), complain),
    notices: Object.fromEntries(notices) as Record<NoticeName, MailTemplate>,
  };
}

interface Files {
  readonly text: string;
  readonly html?: string;
}

function checked(name: NoticeName, { text, html }: Files, complain: Complain): MailTemplate {
  const complainOf = (file: string, words: string) => {
    const flaw = flawOfNames(words, NOTICES[name].names);
    if (flaw !== undefined) complain(file, flaw);
  };
  complainOf(`${name}.txt`, text);
  if (html !== undefined) complainOf(`${name}.html`, html);
  const template = readTemplate(text);
  if (!("flaw" in template)) return html === undefined ? template : { ...template, html };
  complain(`${name}.txt`, template.flaw);
  return { subject: name, text: name };
}

function checkedFrame(frame: string, complain: Complain): string {
  const flaw = flawOfNames(frame, FRAME_NAMES);
  if (flaw !== undefined) complain(FRAME, flaw);
  if (!/\{\{\s*body\s*\}\}/.test(frame)) complain(FRAME, "has no {{body}}");
  return frame;
}
