import type { Line } from "./lines.ts";
import type { Surface } from "./show.ts";

/** Sizes in pixels. */
const WIDTH = 720;
const MARGIN = 24;
const LINE = 20;
/** Characters of usual text that fit into a line. */
const FITTING = 88;

const STYLES: Readonly<Record<Line["kind"], string>> = {
  text: 'font-size="14"',
  title: 'font-size="18" font-weight="bold"',
  small: 'font-size="12" fill="#616061"',
  code: 'font-size="12" font-family="monospace" fill="#444"',
  buttons: 'font-size="13" font-weight="bold"',
  field: 'font-size="14"',
};

const inXml = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

/** Breaks a text where words end. */
function wrapped(text: string): readonly string[] {
  const lines: string[] = [""];
  for (const word of text.split(" ")) {
    const last = lines.at(-1) ?? "";
    if (last !== "" && last.length + word.length >= FITTING) lines.push(word);
    else lines[lines.length - 1] = last === "" ? word : `${last} ${word}`;
  }
  return lines;
}

/** Something drawn, and how far down it reaches. */
interface Drawn {
  readonly svg: string;
  readonly bottom: number;
}

function buttonsAt(labels: readonly string[], { x, y }: { x: number; y: number }): Drawn {
  let left = x;
  const svg = labels.map((label) => {
    const width = label.length * 8 + 24;
    const at = left;
    left += width + 8;
    return `<rect x="${at}" y="${y - 4}" width="${width}" height="28" rx="4" fill="#fff" stroke="#bbb"/><text x="${at + 12}" y="${y + 15}" ${STYLES.buttons}>${inXml(label)}</text>`;
  });
  return { svg: svg.join(""), bottom: y + LINE * 2 };
}

function lineAt({ kind, parts }: Line, at: { x: number; y: number }): Drawn {
  if (kind === "buttons") return buttonsAt(parts, at);
  const rows = kind === "code" ? parts : wrapped(parts[0] ?? "");
  const svg = rows.map(
    (row, index) =>
      `<text x="${at.x}" y="${at.y + 14 + index * LINE}" ${STYLES[kind]} xml:space="preserve">${inXml(row)}</text>`,
  );
  const bottom = at.y + rows.length * LINE + (kind === "title" ? 8 : 0);
  if (kind !== "field") return { svg: svg.join(""), bottom };
  const box = `<rect x="${at.x}" y="${bottom}" width="400" height="28" rx="4" fill="#fff" stroke="#bbb"/>`;
  return { svg: svg.join("") + box, bottom: bottom + LINE * 2 };
}

/** A picture of a surface, as SVG. */
export function pictureOf({ title, messages }: Surface): string {
  let y = MARGIN;
  const drawn: string[] = [];
  const draw = (line: Line, x: number) => {
    const { svg, bottom } = lineAt(line, { x, y });
    drawn.push(svg);
    y = bottom;
  };
  draw({ kind: "title", parts: [title] }, MARGIN);
  for (const { at, isReply, isPrivate, lines } of messages) {
    const x = MARGIN + (isReply ? 32 : 0);
    const when = at === undefined ? "" : new Date(at).toISOString().slice(0, 16).replace("T", " ");
    y += 8;
    if (at !== undefined)
      draw(
        { kind: "small", parts: [`Mayfly · ${when}${isPrivate ? " · only you see this" : ""}`] },
        x,
      );
    for (const line of lines) draw(line, x);
  }
  const height = y + MARGIN;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" fill="#1d1c1d"><title>${inXml(title)}</title><rect width="100%" height="100%" rx="8" fill="#f8f8f8" stroke="#ddd"/>${drawn.join("\n")}</svg>\n`;
}
