import { invalid, invalidToken } from "./failures.ts";

interface Asked {
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

interface Page<T> {
  readonly items: T[];
  /** To be spread into the answer. */
  readonly next: { readonly NextToken?: string };
}

function startOf(token: string | undefined): number {
  const start = token === undefined ? 0 : Number(Buffer.from(token, "base64url").toString());
  if (!Number.isInteger(start) || start < 0) throw invalidToken();
  return start;
}

/** The part of a list that is asked for. Throws InvalidNextTokenException, InvalidParameterException. */
export function pageOf<T>(all: readonly T[], asked: Asked, largest: number): Page<T> {
  const { MaxResults: size = largest } = asked;
  if (size < 1 || size > 1000) throw invalid("MaxResults is out of range.");
  const start = startOf(asked.NextToken);
  const items = all.slice(start, start + size);
  if (start + size >= all.length) return { items, next: {} };
  return { items, next: { NextToken: Buffer.from(String(start + size)).toString("base64url") } };
}
