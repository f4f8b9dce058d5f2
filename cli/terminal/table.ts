import { printable } from "./screen.ts";

export interface Column<Row> {
  readonly title: string;
  readonly of: (row: Row) => string;
  /** The fewest characters that it may be cut down to; it is never cut when absent. */
  readonly least?: number;
}

const GAP = 2;
const GRAPHEMES = new Intl.Segmenter("en");

/** How many columns a text takes: letters of East Asia and emoji take two. */
export function columnsOf(text: string): number {
  let width = 0;
  for (const { segment } of GRAPHEMES.segment(text)) width += isWide(segment) ? 2 : 1;
  return width;
}

const isWide = (segment: string) =>
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u.test(
    segment,
  );

function cut(text: string, width: number): string {
  if (columnsOf(text) <= width) return text;
  let kept = "";
  for (const { segment } of GRAPHEMES.segment(text)) {
    if (columnsOf(kept + segment) > width - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}

const padded = (text: string, width: number) =>
  text + " ".repeat(Math.max(0, width - columnsOf(text)));

/**
 * Rows under their titles, fitted to the width: long columns are cut first; where even that does not
 * help, each row becomes a paragraph of lines.
 */
export function table<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  width: number,
): string {
  const cells = rows.map((row) => columns.map((column) => printable(column.of(row))));
  const natural = columns.map(({ title }, index) =>
    Math.max(columnsOf(title), ...cells.map((row) => columnsOf(row[index] ?? ""))),
  );
  const widths = fitted(natural, columns, width);
  if (widths === undefined) return paragraphs(cells, columns, width);
  const line = (row: readonly string[]) =>
    row
      .map((text, index) => padded(cut(text, widths[index] ?? 0), widths[index] ?? 0))
      .join(" ".repeat(GAP))
      .trimEnd();
  return [line(columns.map(({ title }) => title)), ...cells.map(line)].join("\n");
}

/** Takes from the widest column that can be cut, one after another. Undefined when it cannot fit. */
function fitted<Row>(
  natural: readonly number[],
  columns: readonly Column<Row>[],
  width: number,
): readonly number[] | undefined {
  const widths = [...natural];
  const total = () => widths.reduce((sum, each) => sum + each, GAP * (widths.length - 1));
  const spare = (index: number) =>
    (widths[index] ?? 0) - (columns[index]?.least ?? Number.POSITIVE_INFINITY);
  while (total() > width) {
    const widest = widths
      .map((each, index) => ({ each, index }))
      .filter(({ index }) => spare(index) > 0)
      .toSorted((a, b) => b.each - a.each)[0];
    if (widest === undefined) return undefined;
    widths[widest.index] = widest.each - 1;
  }
  return widths;
}

const paragraphs = <Row>(
  cells: readonly (readonly string[])[],
  columns: readonly Column<Row>[],
  width: number,
) =>
  cells
    .map((row) =>
      pairs(
        columns.map(({ title }, index): [string, string] => [title, row[index] ?? ""]),
        width,
      ),
    )
    .join("\n\n");

/** Names and values, a line each; what does not fit beside its name goes on below it. */
export function pairs(entries: readonly (readonly [string, string])[], width: number): string {
  const shown = entries.filter(([, value]) => value !== "");
  const names = Math.max(0, ...shown.map(([name]) => columnsOf(name)));
  return shown
    .flatMap(([name, value]) => {
      const [first = "", ...rest] = wrapped(printable(value), width - names - GAP);
      const margin = " ".repeat(names + GAP);
      return [padded(name, names) + " ".repeat(GAP) + first, ...rest.map((each) => margin + each)];
    })
    .join("\n");
}

/** Breaks a text into lines at its spaces; words that are too long stay whole, so that they can be copied. */
export function wrapped(text: string, width: number): string[] {
  if (width === Number.POSITIVE_INFINITY || columnsOf(text) <= width) return [text];
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && columnsOf(longer) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}
