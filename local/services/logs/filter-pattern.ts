import { NotEmulated } from "../../kernel/aws-error.ts";

const TERM = /([-?]?)(?:"((?:[^"\\]|\\.)*)"|(\S+))/g;

interface Term {
  readonly sign: string;
  readonly text: string;
}

function termsOf(pattern: string): readonly Term[] {
  return [...pattern.matchAll(TERM)].map(([, sign = "", quoted, bare = ""]) => ({
    sign,
    text: quoted?.replaceAll(/\\(.)/g, "$1") ?? bare,
  }));
}

/**
 * Whether lines match a filter pattern of terms (CloudWatch Logs User Guide, "Filter pattern syntax"):
 * all plain terms, at least one of those with `?`, none of those with `-`. Patterns of fields of JSON
 * or of columns are not emulated.
 */
export function lineTest(pattern = ""): (line: string) => boolean {
  const trimmed = pattern.trim();
  if (/^[[{%]/.test(trimmed)) throw new NotEmulated(`the filter pattern ${pattern}`);
  const terms = termsOf(trimmed);
  const of = (sign: string) => terms.filter((each) => each.sign === sign).map(({ text }) => text);
  const [all, some, none] = [of(""), of("?"), of("-")];
  return (line) =>
    all.every((text) => line.includes(text)) &&
    (some.length === 0 || some.some((text) => line.includes(text))) &&
    !none.some((text) => line.includes(text));
}
