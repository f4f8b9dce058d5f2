import type { RequestContext } from "./request-context.ts";

/** A text of a policy, taken apart: plain characters, wildcards and variables. */
export type PolicyText = readonly Piece[];

export type Piece = string | Wildcard | Variable;

export interface Wildcard {
  readonly wildcard: "*" | "?";
}

/** `${aws:username}`, or `${aws:username, 'nobody'}` with what stands in for an absent key. */
export interface Variable {
  /** In lower case: names of condition keys are not case-sensitive. */
  readonly key: string;
  readonly fallback?: string;
}

/** Variables are known from version 2012-10-17 on (IAM User Guide, "Variables and tags"). */
export type LanguageVersion = "2008-10-17" | "2012-10-17";

const WILDCARDS = /[*?]/g;
const WILDCARDS_AND_VARIABLES = /\$\{([^}]*)\}|[*?]/g;
const WITH_FALLBACK = /^(.*?),\s*'(.*)'$/s;

function variable(inner: string): Piece {
  if (inner === "*" || inner === "?" || inner === "$") return inner;
  const [, key, fallback] = WITH_FALLBACK.exec(inner) ?? [];
  if (key === undefined || fallback === undefined) return { key: inner.trim().toLowerCase() };
  return { key: key.trim().toLowerCase(), fallback };
}

function pieceOf(found: RegExpExecArray): Piece {
  const [whole, inner] = found;
  if (inner !== undefined) return variable(inner);
  return { wildcard: whole === "*" ? "*" : "?" };
}

/** Takes a text of a policy apart. */
export function parsePolicyText(text: string, version: LanguageVersion): PolicyText {
  const pieces: Piece[] = [];
  let from = 0;
  const special = version === "2012-10-17" ? WILDCARDS_AND_VARIABLES : WILDCARDS;
  for (const found of text.matchAll(special)) {
    if (found.index > from) pieces.push(text.slice(from, found.index));
    pieces.push(pieceOf(found));
    from = found.index + found[0].length;
  }
  if (from < text.length) pieces.push(text.slice(from));
  return pieces;
}

export function isVariable(piece: Piece): piece is Variable {
  return typeof piece === "object" && "key" in piece;
}

/**
 * Puts values in the place of variables. `undefined` when a variable has no value and no fallback: then
 * the statement that uses it cannot apply.
 */
export function resolve(text: PolicyText, context: RequestContext): PolicyText | undefined {
  if (!text.some(isVariable)) return text;
  const resolved: Piece[] = [];
  for (const piece of text) {
    const plain = isVariable(piece) ? (context.valueOf(piece.key) ?? piece.fallback) : piece;
    if (plain === undefined) return undefined;
    resolved.push(plain);
  }
  return resolved;
}

/** The text itself, with wildcards as the plain characters that they are where nothing is matched. */
export function plainText(resolved: PolicyText): string {
  return resolved
    .map((piece) => {
      if (typeof piece === "string") return piece;
      return "wildcard" in piece ? piece.wildcard : "";
    })
    .join("");
}
