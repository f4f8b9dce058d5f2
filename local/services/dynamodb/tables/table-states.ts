import { inUse } from "../errors.ts";
import type { IndexRecord, TableRecord } from "./records.ts";

type TableStatus = "CREATING" | "ACTIVE" | "UPDATING" | "DELETING";

/** The state of a table at a moment. */
export function tableStatus(table: TableRecord, now: number): TableStatus {
  if (table.goneAt !== undefined) return "DELETING";
  if (now >= table.readyAt) return "ACTIVE";
  return table.isNew ? "CREATING" : "UPDATING";
}

export const isGone = ({ goneAt }: TableRecord, now: number): boolean =>
  goneAt !== undefined && now >= goneAt;

/** The state of an index at a moment. */
export function indexStatus(index: IndexRecord, table: TableRecord, now: number) {
  if (table.goneAt !== undefined) return "DELETING";
  return now >= index.readyAt ? "ACTIVE" : "CREATING";
}

const DOING: Readonly<Partial<Record<TableStatus, string>>> = {
  CREATING: "created",
  UPDATING: "updated",
  DELETING: "deleted",
};

/** Errors: ResourceInUseException while something is being done to the table. */
export function checkIsIdle(table: TableRecord, now: number): void {
  const doing = DOING[tableStatus(table, now)];
  if (doing === undefined) return;
  throw inUse(
    `Attempt to change a resource which is still in use: Table is being ${doing}: ${table.name}`,
  );
}
