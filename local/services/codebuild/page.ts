import { invalidInput } from "./errors.ts";

/** Longest page of a listing (API reference, ListBuilds and ListProjects). */
const PAGE_SIZE = 100;

/** One page of names, under the member by which the answer has them. */
export function pageOf<M extends string>(
  member: M,
  all: readonly string[],
  token: string | undefined,
): { readonly [K in M]: string[] } & { readonly nextToken?: string } {
  const from = token === undefined ? 0 : Number(token);
  if (!Number.isInteger(from) || from < 0) throw invalidInput("Invalid next token.");
  const to = from + PAGE_SIZE;
  const page = { [member]: all.slice(from, to) } as { readonly [K in M]: string[] };
  return { ...page, ...(to < all.length && { nextToken: String(to) }) };
}
