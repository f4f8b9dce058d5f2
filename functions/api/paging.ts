import type { PageRequest } from "../../ports/ledger.ts";

/** The page that a query asks for; an absent cursor stays absent. */
export const pageOf = ({
  limit,
  cursor,
}: {
  limit: number;
  cursor?: string | undefined;
}): PageRequest => (cursor === undefined ? { limit } : { limit, cursor });
