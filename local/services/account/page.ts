import { invalid } from "./failures.ts";

/** Regions that a page has at most, and when nothing is asked for (API Reference, ListRegions). */
const LARGEST_PAGE = 50;

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
  if (!Number.isInteger(start) || start < 0) throw invalid("NextToken is not valid.");
  return start;
}

/** The part of a list of fixed order that is asked for. Throws ValidationException. */
export function pageOf<T>(all: readonly T[], { MaxResults, NextToken }: Asked): Page<T> {
  const size = MaxResults ?? LARGEST_PAGE;
  if (size < 1 || size > LARGEST_PAGE) throw invalid("MaxResults must be from 1 to 50.");
  const start = startOf(NextToken);
  const end = start + size;
  const items = all.slice(start, end);
  if (end >= all.length) return { items, next: {} };
  return { items, next: { NextToken: Buffer.from(String(end)).toString("base64url") } };
}
