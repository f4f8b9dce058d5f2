import { simulated } from "./simulate.ts";

/** A widget of a dashboard's body, as far as it is drawn. */
export interface Widget {
  readonly type: "text" | "metric" | "alarm";
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: {
    readonly title?: string;
    readonly markdown?: string;
    readonly view?: string;
    readonly alarms?: readonly string[];
    readonly metrics?: readonly (readonly (string | { readonly label?: string })[])[];
  };
}

const UNIT = { x: 50, y: 38 };
const COLOURS = [
  "#1f77b4",
  "#ff7f0e",
  "#2ca02c",
  "#9467bd",
  "#8c564b",
  "#e377c2",
  "#7f7f7f",
  "#17becf",
];
const GAP = 4;
const POINTS = 84;

const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const text = (x: number, y: number, content: string, style = "") =>
  `<text x="${x}" y="${y}" ${style}>${escaped(content)}</text>`;

const labelsOf = ({ properties }: Widget): readonly string[] =>
  (properties.metrics ?? []).map((metric) => {
    const last = metric.at(-1);
    return typeof last === "object" ? (last.label ?? "") : String(metric[1]);
  });

/** Draws a whole dashboard. */
export function drawn(widgets: readonly Widget[]): string {
  const height = Math.max(...widgets.map((each) => each.y + each.height)) * UNIT.y;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${24 * UNIT.x} ${height}" font-family="Helvetica, Arial, sans-serif" font-size="12" fill="#16191f">`,
    "<title>The dashboard, with simulated data</title>",
    '<rect width="100%" height="100%" fill="#f2f3f3"/>',
    ...widgets.map(widgetOf),
    "</svg>",
    "",
  ].join("\n");
}

function widgetOf(widget: Widget): string {
  const [x, y] = [widget.x * UNIT.x + GAP, widget.y * UNIT.y + GAP];
  const [width, height] = [widget.width * UNIT.x - 2 * GAP, widget.height * UNIT.y - 2 * GAP];
  const inside = { ...widget, x, y, width, height };
  const frame = `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="4" fill="#fff" stroke="#d5dbdb"/>`;
  return [frame, ...DRAW[widget.type](inside)].join("\n");
}

const DRAW: Readonly<Record<Widget["type"], (widget: Widget) => readonly string[]>> = {
  text: ({ x, y, properties }) =>
    (properties.markdown ?? "")
      .split("\n")
      .map((line, index) =>
        text(
          x + 12,
          y + 24 + index * 22,
          line.replace(/^# /, ""),
          line.startsWith("#") ? 'font-size="18" font-weight="bold"' : "",
        ),
      ),
  alarm: ({ x, y, width, properties }) => [
    text(x + 12, y + 20, properties.title ?? "", 'font-weight="bold"'),
    ...(properties.alarms ?? []).flatMap((name, index) => {
      const columns = 6;
      const cell = (width - 24) / columns;
      const [left, top] = [
        x + 12 + (index % columns) * cell,
        y + 30 + Math.floor(index / columns) * 26,
      ];
      return [
        `<rect x="${left}" y="${top}" width="${cell - 6}" height="21" rx="2" fill="#e9f6ec" stroke="#1d8102"/>`,
        text(left + 6, top + 15, name, 'fill="#1d8102"'),
      ];
    }),
  ],
  metric: (widget) => (widget.properties.view === "singleValue" ? value(widget) : graph(widget)),
};

function value(widget: Widget): readonly string[] {
  const [label = ""] = labelsOf(widget);
  const { x, y, width } = widget;
  const now = Math.round(simulated(label, POINTS).at(-1) ?? 0);
  return [
    text(x + width / 2, y + 50, String(now), 'font-size="34" text-anchor="middle"'),
    text(x + width / 2, y + 80, label, 'fill="#545b64" text-anchor="middle"'),
  ];
}

function graph(widget: Widget): readonly string[] {
  const { x, y, width, height, properties } = widget;
  const labels = labelsOf(widget);
  const series = labels.map((label) => simulated(label, POINTS));
  const most = Math.max(1, ...series.flat());
  const rows = Math.ceil(labels.length / 5);
  const area = { left: x + 44, top: y + 32, width: width - 60, height: height - 52 - rows * 16 };
  const at = (index: number, number: number) =>
    `${(area.left + (index / (POINTS - 1)) * area.width).toFixed(1)},${(area.top + area.height * (1 - number / most)).toFixed(1)}`;
  return [
    text(x + 12, y + 20, properties.title ?? "", 'font-weight="bold"'),
    ...[0, 0.5, 1].flatMap((part) => {
      const top = area.top + area.height * (1 - part);
      return [
        `<line x1="${area.left}" x2="${area.left + area.width}" y1="${top}" y2="${top}" stroke="#eaeded"/>`,
        text(
          area.left - 6,
          top + 4,
          String(Math.round(most * part)),
          'text-anchor="end" fill="#545b64" font-size="10"',
        ),
      ];
    }),
    ...series.map(
      (numbers, index) =>
        `<polyline fill="none" stroke-width="1.5" stroke="${colour(index)}" points="${numbers.map((number, point) => at(point, number)).join(" ")}"/>`,
    ),
    ...labels.flatMap((label, index) => {
      const left = x + 14 + (index % 5) * ((width - 20) / 5);
      const top = y + height - rows * 16 + Math.floor(index / 5) * 16;
      return [
        `<rect x="${left}" y="${top - 9}" width="9" height="9" fill="${colour(index)}"/>`,
        text(left + 13, top, label, 'font-size="10"'),
      ];
    }),
  ];
}

const colour = (index: number) => COLOURS[index % COLOURS.length] ?? "#000";
