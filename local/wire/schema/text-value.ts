import type { ScalarShape, TimestampFormat } from "./shape.ts";
import { timestampFrom, timestampText } from "./timestamp.ts";

const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;
const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["false", false],
]);

/**
 * Reads a value that arrives as text (query parameters, headers, XML). A text that is no such value
 * comes back as it is, so that checking it can say what is wrong.
 */
export function valueFromText(shape: ScalarShape, text: string): unknown {
  switch (shape.kind) {
    case "string":
    case "document":
      return text;
    case "boolean":
      return BOOLEANS.get(text.toLowerCase()) ?? text;
    case "number":
    case "big":
      return NUMBER.test(text) ? Number(text) : text;
    case "timestamp":
      return timestampFrom(text);
    case "blob":
      return new Uint8Array(Buffer.from(text, "base64"));
    default:
      return shape.kind satisfies never;
  }
}

/** Writes a value as text; `format` is for timestamps whose model fixes none. */
export function textOfValue(shape: ScalarShape, value: unknown, format: TimestampFormat): string {
  if (value instanceof Date) return timestampText(value, shape.format ?? format);
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  return String(value);
}
