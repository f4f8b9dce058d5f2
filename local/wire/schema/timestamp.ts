import type { TimestampFormat } from "./shape.ts";

/** A moment as text, the way AWS writes it: seconds keep their fraction only when there is one. */
export function timestampText(moment: Date, format: TimestampFormat): string {
  switch (format) {
    case "dateTime":
      return moment.toISOString().replace(".000Z", "Z");
    case "httpDate":
      return moment.toUTCString();
    case "epochSeconds":
      return String(moment.getTime() / 1000);
    default:
      return format satisfies never;
  }
}

const ISO = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;
const HTTP = /^[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/**
 * The moment that a number (seconds since the epoch) or a text (ISO 8601, HTTP date or seconds) names;
 * anything else comes back as it is, so that checking it can say what is wrong.
 */
export function timestampFrom(value: unknown): unknown {
  if (typeof value === "number") return new Date(value * 1000);
  if (typeof value !== "string") return value;
  if (/^-?\d+(\.\d+)?$/.test(value)) return new Date(Number(value) * 1000);
  if (!ISO.test(value) && !HTTP.test(value)) return value;
  // A time without a zone is UTC to AWS, but local time to Date.
  const moment = new Date(/[T ]\d{2}:\d{2}(:[\d.]+)?$/.test(value) ? `${value}Z` : value);
  return Number.isNaN(moment.getTime()) ? value : moment;
}
