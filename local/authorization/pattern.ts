import type { Piece, PolicyText } from "./policy-text.ts";

/**
 * How far wildcards reach:
 * - `text`: over everything;
 * - `arn`: not over a colon of the first five parts of an ARN (ArnLike, ArnEquals);
 * - `resource`: likewise, except that an asterisk at the end of a part reaches on beyond the colon
 *   (IAM User Guide, "IAM JSON policy elements: Resource").
 */
export type Reach = "text" | "arn" | "resource";

const COLONS_BEFORE_THE_RESOURCE = 5;

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}

function endsPart(next: Piece | undefined): boolean {
  return next === undefined || (typeof next === "string" && next.startsWith(":"));
}

function colonsIn(text: string): number {
  return text.split(":").length - 1;
}

/** The regular expression, as text, of a policy text whose variables are resolved. */
export function patternOf(resolved: PolicyText, reach: Reach): string {
  let colons = reach === "text" ? COLONS_BEFORE_THE_RESOURCE : 0;
  const parts = resolved.map((piece, index) => {
    if (typeof piece === "string") {
      colons += colonsIn(piece);
      return escaped(piece);
    }
    const beyond = reach === "resource" && endsPart(resolved[index + 1]);
    const any = colons >= COLONS_BEFORE_THE_RESOURCE ? "[^]" : "[^:]";
    if ("wildcard" in piece && piece.wildcard === "?") return any;
    return beyond ? "[^]*" : `${any}*`;
  });
  return parts.join("");
}

/** Matches a whole text against any of the patterns. */
export function anyOf(patterns: readonly string[], flags = ""): RegExp {
  return new RegExp(`^(?:${patterns.join("|")})$`, flags);
}
