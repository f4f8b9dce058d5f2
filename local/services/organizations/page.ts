import type { World } from "../../kernel/service.ts";
import { invalidInput } from "./failures.ts";
import { LARGEST_PAGE } from "./limits.ts";

/** What a request says about paging. */
export interface Asked {
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

interface Page<T> {
  readonly items: T[];
  /** To be spread into the answer. */
  readonly next: { readonly NextToken?: string };
}

/** Where a listing goes on. */
interface Mark {
  /** Key of the last item that was answered; absent at the beginning. */
  readonly after?: string;
  /** Whether the last page was empty, so that the next one is not. */
  readonly wasEmpty?: boolean;
}

/** "The NextToken response parameter value is null only when there are no more results" (API Reference). */
const EMPTY_PAGES = 1 / 8;

const tokenOf = (mark: Mark) => Buffer.from(JSON.stringify(mark)).toString("base64url");

function markOf(token: string | undefined): Mark {
  if (token === undefined) return {};
  try {
    return JSON.parse(Buffer.from(token, "base64url").toString()) as Mark;
  } catch {
    throw invalidInput("INVALID_NEXT_TOKEN");
  }
}

function sizeOf({ MaxResults = LARGEST_PAGE }: Asked): number {
  if (MaxResults < 1) throw invalidInput("MIN_VALUE_EXCEEDED");
  if (MaxResults > LARGEST_PAGE) throw invalidInput("MAX_VALUE_EXCEEDED");
  return MaxResults;
}

/**
 * The part of a listing that is asked for, in order of the items' keys: items that come or go between
 * two pages let none be told twice or be left out. Now and then a page is empty though more follows:
 * AWS says to expect that.
 */
export function pageOf<T>(
  world: World,
  all: readonly { readonly key: string; readonly item: T }[],
  asked: Asked,
): Page<T> {
  const { after = "", wasEmpty } = markOf(asked.NextToken);
  const size = sizeOf(asked);
  const rest = all.filter(({ key }) => key > after).sort((a, b) => (a.key < b.key ? -1 : 1));
  if (!wasEmpty && rest.length > 0 && world.random.next() < EMPTY_PAGES) {
    return { items: [], next: { NextToken: tokenOf({ after, wasEmpty: true }) } };
  }
  const items = rest.slice(0, size);
  const last = items.at(-1);
  const isMore = rest.length > size && last !== undefined;
  return {
    items: items.map(({ item }) => item),
    next: isMore ? { NextToken: tokenOf({ after: last.key }) } : {},
  };
}
