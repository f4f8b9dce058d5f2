import type * as z from "zod";
import { pageOf } from "../../functions/api/answers.ts";
import type { Call } from "./client.ts";

const LARGEST_PAGE = 100;

interface Wanted<T> {
  readonly item: T;
  readonly most?: number;
  /** Where to begin: the `next` of an earlier page. */
  readonly start?: string | undefined;
}

/** Follows a list from page to page, up to so many items. `route` is one such as `GET /v1/leases?status=active`. */
export async function everyItem<T extends z.ZodType>(
  call: Call,
  route: string,
  { item, most = Number.POSITIVE_INFINITY, start }: Wanted<T>,
): Promise<z.output<T>[]> {
  const items: z.output<T>[] = [];
  let cursor = start;
  do {
    const query = new URLSearchParams({
      limit: String(Math.min(LARGEST_PAGE, most - items.length)),
      ...(cursor === undefined ? {} : { cursor }),
    });
    const page = await call(`${route}${route.includes("?") ? "&" : "?"}${query}`, pageOf(item));
    items.push(...(page.items as z.output<T>[]));
    cursor = page.next;
  } while (cursor !== undefined && items.length < most);
  return items;
}
