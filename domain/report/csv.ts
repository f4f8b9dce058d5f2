type Cell = string | number | undefined;

/**
 * What spreadsheets take for a formula (OWASP, "CSV Injection"): people write their purposes themselves, and
 * an administrator opens the report.
 */
const FORMULA = /^[=+\-@\t\r]/;

function textOf(cell: Cell): string {
  if (cell === undefined) return "";
  const text = typeof cell === "string" && FORMULA.test(cell) ? `'${cell}` : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Rows as comma-separated values (RFC 4180), with a first line that names the columns. */
export function csvOf<C extends string>(
  columns: readonly C[],
  rows: readonly Readonly<Partial<Record<C, string | number>>>[],
): string {
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column]))];
  return lines.map((cells) => `${cells.map(textOf).join(",")}\r\n`).join("");
}
