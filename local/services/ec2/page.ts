import { AwsError } from "../../kernel/aws-error.ts";

interface Asked {
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

/** One page of a listing; `next` is the member NextToken of the answer, when there is more. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: { readonly NextToken?: string };
}

/** The page that is asked for: everything when MaxResults is absent. Errors: InvalidNextToken. */
export function pageOf<T>(all: readonly T[], { MaxResults, NextToken }: Asked): Page<T> {
  const start = NextToken === undefined ? 0 : Number(Buffer.from(NextToken, "base64").toString());
  if (!Number.isInteger(start) || start < 0) {
    throw new AwsError("InvalidNextToken", "The NextToken value is invalid.");
  }
  const end = start + (MaxResults ?? all.length);
  const items = all.slice(start, end);
  if (end >= all.length) return { items, next: {} };
  return { items, next: { NextToken: Buffer.from(String(end)).toString("base64") } };
}
