import { LONGEST_EXPRESSION } from "../limits.ts";
import { badExpression, type ExpressionKind } from "./tokens.ts";

/** Expressions remembered at most, of each kind of syntax. */
const MOST = 500;

/**
 * A parser that remembers what it parsed: programs send the same few expressions again and again, with
 * other values. Errors: ValidationException for empty and overlong expressions.
 */
export function remembering<T>(
  parse: (kind: ExpressionKind, text: string) => T,
): (kind: ExpressionKind, text: string) => T {
  const known = new Map<string, T>();
  return (kind, text) => {
    const id = `${kind} ${text}`;
    const found = known.get(id);
    if (found !== undefined) return found;
    checkLength(kind, text);
    const parsed = parse(kind, text);
    if (known.size >= MOST) known.clear();
    known.set(id, parsed);
    return parsed;
  };
}

function checkLength(kind: ExpressionKind, text: string): void {
  if (text.trim() === "") throw badExpression(kind, "The expression can not be empty;");
  const size = Buffer.byteLength(text);
  if (size <= LONGEST_EXPRESSION) return;
  const problem = "Expression size has exceeded the maximum allowed size";
  throw badExpression(kind, `${problem}; expression size: ${size}`);
}
