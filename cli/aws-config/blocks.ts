import { CommandFailure, EXIT } from "../failure.ts";

/**
 * A profile that Mayfly wrote into the AWS configuration file: from a comment that begins it to one that
 * ends it. Everything outside belongs to somebody else.
 */
export interface Block {
  readonly leaseId: string;
  /** Offset of its first character. */
  readonly start: number;
  /** Offset after its last character. */
  readonly end: number;
  /** Whether the line before it had no end until the block was put there. */
  readonly isAfterOpenLine: boolean;
}

const BEGIN = /^# >>> mayfly (l-[a-z0-9]{16})( after an open line)?\r?$/;
const END = /^# <<< mayfly (l-[a-z0-9]{16})\r?$/;

interface Line {
  readonly text: string;
  /** Offset of its first character. */
  readonly at: number;
  /** Offset after its end of line. */
  readonly next: number;
}

function* linesOf(text: string): Generator<Line> {
  for (let at = 0; at < text.length; ) {
    const found = text.indexOf("\n", at);
    const next = found === -1 ? text.length : found + 1;
    yield { text: text.slice(at, found === -1 ? next : found), at, next };
    at = next;
  }
}

const broken = (message: string) =>
  new CommandFailure(
    EXIT.file,
    message,
    "Put it right by hand, or delete the lines from `# >>> mayfly …` to `# <<< mayfly …`. Nothing was changed.",
  );

/** Every block of ours. Throws CommandFailure where one has lost its begin or its end. */
export function blocksIn(text: string): readonly Block[] {
  const blocks: Block[] = [];
  let open: { readonly leaseId: string; readonly at: number; readonly isOpen: boolean } | undefined;
  for (const { text: line, at, next } of linesOf(text)) {
    const [, begun, after] = BEGIN.exec(line) ?? [];
    const [, ended] = END.exec(line) ?? [];
    if (begun !== undefined) {
      if (open !== undefined) throw broken(`The profile of ${open.leaseId} has no end.`);
      if (blocks.some(({ leaseId }) => leaseId === begun))
        throw broken(`There are two profiles of ${begun}.`);
      open = { leaseId: begun, at, isOpen: after !== undefined };
    } else if (ended !== undefined) {
      if (open?.leaseId !== ended) throw broken(`The profile of ${ended} has no beginning.`);
      blocks.push({ leaseId: ended, start: open.at, end: next, isAfterOpenLine: open.isOpen });
      open = undefined;
    }
  }
  if (open !== undefined) throw broken(`The profile of ${open.leaseId} has no end.`);
  return blocks;
}

const blockOf = (leaseId: string, body: string, isAfterOpenLine: boolean) =>
  `# >>> mayfly ${leaseId}${isAfterOpenLine ? " after an open line" : ""}\n${body}# <<< mayfly ${leaseId}\n`;

/** The text with the block of this lease: in place of an earlier one, or at the end. */
export function withBlock(text: string, leaseId: string, body: string): string {
  const earlier = blocksIn(text).find((block) => block.leaseId === leaseId);
  if (earlier !== undefined)
    return (
      text.slice(0, earlier.start) +
      blockOf(leaseId, body, earlier.isAfterOpenLine) +
      text.slice(earlier.end)
    );
  const isOpen = text !== "" && !text.endsWith("\n");
  return `${text}${isOpen ? "\n" : ""}${blockOf(leaseId, body, isOpen)}`;
}

/**
 * The text without the block of this lease. Throws CommandFailure when settings stand right after it,
 * which would then belong to the profile before it.
 */
export function withoutBlock(text: string, leaseId: string): string {
  const block = blocksIn(text).find((each) => each.leaseId === leaseId);
  if (block === undefined) return text;
  const rest = text.slice(block.end);
  const stray = strayLine(rest);
  if (stray !== undefined)
    throw new CommandFailure(
      EXIT.file,
      `"${stray}" stands after the profile of ${leaseId} and in no profile of its own.`,
      "Without that profile it would belong to the one before it: move it first. Nothing was changed.",
    );
  // The line's end was ours as long as nothing follows.
  const isOpen = block.isAfterOpenLine && rest === "" && text[block.start - 1] === "\n";
  return text.slice(0, isOpen ? block.start - 1 : block.start) + rest;
}

function strayLine(rest: string): string | undefined {
  for (const { text } of linesOf(rest)) {
    const line = text.trim();
    if (line.startsWith("[") || BEGIN.test(text)) return undefined;
    if (line !== "" && !/^[#;]/.test(line)) return line.slice(0, 40);
  }
  return undefined;
}

/** The text outside of every block. */
export function outsideOf(text: string): string {
  let [kept, at] = ["", 0];
  for (const { start, end } of blocksIn(text)) {
    kept += text.slice(at, start);
    at = end;
  }
  return kept + text.slice(at);
}

const HEADER = /^\s*\[\s*(?:profile\s+)?["']?([^"'\]]*?)["']?\s*\]\s*(?:[#;].*)?$/;

/** Whether somebody else's profile has this name. */
export function hasProfile(text: string, name: string): boolean {
  return [...linesOf(outsideOf(text))].some(({ text: line }) => HEADER.exec(line)?.[1] === name);
}

const UNDERSTOOD = [/^\s*$/, /^\s*[#;]/, /^\s*\[[^\]]+\]\s*(?:[#;].*)?$/, /^[^=:]+[=:]/, /^\s+\S/];

/**
 * Throws CommandFailure for a file that AWS's clients cannot read either: it is not extended, because
 * what would become of it is not known.
 */
export function refuseMalformed(text: string): void {
  if (text.includes("\0")) throw unreadable("it is not a text");
  let number = 0;
  for (const { text: line } of linesOf(text)) {
    number += 1;
    if (!UNDERSTOOD.some((form) => form.test(line)))
      throw unreadable(`line ${number} is neither a setting, nor a [section], nor a comment`);
  }
}

const unreadable = (why: string) =>
  new CommandFailure(
    EXIT.file,
    `The AWS configuration file is malformed: ${why}.`,
    "AWS's own clients do not read it either. Put it right, and try again. Nothing was changed.",
  );
