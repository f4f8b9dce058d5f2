import type { Page, PageRequest } from "../../ports/ledger.ts";

/** Asks for page after page until there is none. */
export async function everyPage<T>(
  ask: (page: PageRequest) => Promise<Page<T>>,
): Promise<readonly T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await ask({ limit: 100, ...(cursor === undefined ? {} : { cursor }) });
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return items;
}
