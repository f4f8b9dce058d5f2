import { isLeaseId, type LeaseId } from "../ids.ts";
import type { Term } from "../lease/lease.ts";
import type { Seconds } from "../time.ts";
import { durationAhead, type Here, momentAhead } from "./when.ts";

/** What somebody wants who wrote `/mayfly …`. */
export type Command =
  | { readonly kind: "form" }
  | { readonly kind: "request"; readonly wish: Wish }
  | { readonly kind: "list" }
  | { readonly kind: "status"; readonly lease?: LeaseId }
  | { readonly kind: "extend"; readonly lease?: LeaseId; readonly term: Term }
  | { readonly kind: "end"; readonly lease?: LeaseId }
  | { readonly kind: "help" }
  | { readonly kind: "unclear"; readonly message: string };

export interface Wish {
  /** The only or the first template when absent. */
  readonly template?: string;
  readonly purpose: string;
  readonly term?: Term;
  /** US dollars a month. */
  readonly budget?: number;
}

/** What the words are read against. */
export interface Reading extends Here {
  readonly templates: readonly string[];
}

const VERBS = ["request", "list", "status", "extend", "end", "help"] as const;
type Verb = (typeof VERBS)[number];

/** What was found in the words so far. */
interface Found {
  verb?: Verb;
  lease?: LeaseId;
  template?: string;
  seconds?: Seconds;
  until?: Term & { kind: "until" };
  budget?: number;
  purpose: string[];
  unknown: string[];
}

/** Reads what somebody wrote behind `/mayfly`: the words may come in any order. Never throws. */
export function readCommand(text: string, reading: Reading): Command {
  const { quoted, words } = wordsOf(text);
  if (words.length === 0 && quoted === undefined) return { kind: "form" };
  const found = find(words, reading);
  if (found === "no-moment") return unclear("I cannot read the moment after “until”.");
  return decide(found, quoted);
}

/** A purpose in quotation marks, straight or curly, and the words outside of them. */
function wordsOf(text: string): { quoted?: string; words: readonly string[] } {
  const match = /["“”]([^"“”]+)["“”]/.exec(text);
  const rest = match === null ? text : text.replace(match[0], " ");
  const words = rest.split(/\s+/).filter((word) => word !== "");
  return match?.[1] === undefined ? { words } : { quoted: match[1].trim(), words };
}

function find(words: readonly string[], reading: Reading): Found | "no-moment" {
  const found: Found = { purpose: [], unknown: [] };
  let isPurpose = false;
  for (let at = 0; at < words.length; ) {
    const rest = words.slice(at);
    const taken = term(rest, found, reading);
    if (taken === undefined) return "no-moment";
    at += taken === 0 ? 1 : taken;
    if (taken > 0) continue;
    const word = rest[0] ?? "";
    if (!isPurpose && word.toLowerCase() === "for") isPurpose = true;
    else if (isPurpose) found.purpose.push(word);
    else name(word, found, reading);
  }
  return found;
}

/** How many words say until when, how long or how much; 0 when the first says none of it. */
function term(words: readonly string[], found: Found, here: Here): number | undefined {
  const [word = "", second = ""] = words;
  if (word.toLowerCase() === "until" && found.until === undefined) {
    const moment = momentAhead(words.slice(1), here);
    if (moment === undefined) return found.purpose.length > 0 ? 0 : undefined;
    found.until = { kind: "until", at: moment.at };
    return moment.taken + 1;
  }
  const duration = durationAhead(words);
  if (duration.taken > 0 && found.seconds === undefined) {
    found.seconds = duration.seconds;
    return duration.taken;
  }
  const dollars =
    /^\$(\d{1,7})$/.exec(word)?.[1] ??
    (/^(budget|usd)$/i.test(word) ? /^\$?(\d{1,7})$/.exec(second)?.[1] : undefined);
  if (dollars === undefined || found.budget !== undefined) return 0;
  found.budget = Number(dollars);
  return word.startsWith("$") ? 1 : 2;
}

function name(word: string, found: Found, { templates }: Reading): void {
  const plain = word.toLowerCase();
  const verb = VERBS.find((each) => each === plain);
  if (verb !== undefined && found.verb === undefined) found.verb = verb;
  else if (isLeaseId(plain) && found.lease === undefined) found.lease = plain;
  else if (templates.includes(plain) && found.template === undefined) found.template = plain;
  else if (!["by", "to", "my", "a", "an", "the", "account", "lease"].includes(plain))
    found.unknown.push(word);
}

function decide(found: Found, quoted: string | undefined): Command {
  const { verb, lease, unknown, until, seconds } = found;
  if (unknown[0] !== undefined) return unclear(`I do not know what “${unknown[0]}” means.`);
  if (until !== undefined && seconds !== undefined)
    return unclear("Say either how long or until when, not both.");
  const length =
    until ?? (seconds === undefined ? undefined : ({ kind: "duration", seconds } as const));
  const named = lease === undefined ? {} : { lease };
  switch (verb ?? "request") {
    case "request":
      return requested(found, quoted ?? found.purpose.join(" "), length);
    case "list":
      return { kind: "list" };
    case "help":
      return { kind: "help" };
    case "status":
      return { kind: "status", ...named };
    case "end":
      return { kind: "end", ...named };
    case "extend":
      return length === undefined
        ? unclear("Say by how long, or until when.")
        : { kind: "extend", ...named, term: length };
  }
}

function requested(found: Found, purpose: string, term: Term | undefined): Command {
  const { template, budget, lease } = found;
  if (lease !== undefined) return unclear(`Say what to do with ${lease}: status, extend or end.`);
  if (purpose === "") return unclear("Say what the account is for.");
  return {
    kind: "request",
    wish: {
      purpose,
      ...(template === undefined ? {} : { template }),
      ...(term === undefined ? {} : { term }),
      ...(budget === undefined ? {} : { budget }),
    },
  };
}

const unclear = (message: string): Command => ({ kind: "unclear", message });
