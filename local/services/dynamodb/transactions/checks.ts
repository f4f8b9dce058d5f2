import { constraint, invalid } from "../errors.ts";
import { MOST_IN_TRANSACTION } from "../limits.ts";
import type { TableRecord } from "../tables/records.ts";
import type { Outcome } from "./cancelled.ts";

/** Errors: ValidationException for a transaction without items, or with too many. */
export function checkCount(count: number): void {
  const rule = "Member must have length";
  if (count === 0) {
    throw constraint("[]", "transactItems", `${rule} greater than or equal to 1`);
  }
  if (count <= MOST_IN_TRANSACTION) return;
  const limit = `${rule} less than or equal to ${MOST_IN_TRANSACTION}`;
  throw constraint("[…]", "transactItems", limit);
}

/** Errors: ValidationException when two actions are about one item. */
export function checkDistinct(
  located: readonly Outcome<{ readonly table: TableRecord; readonly key: string }>[],
): void {
  const ids = located.flatMap((each) =>
    "done" in each ? [`${each.done.table.id} ${each.done.key}`] : [],
  );
  if (new Set(ids).size === ids.length) return;
  throw invalid("Transaction request cannot include multiple operations on one item");
}
