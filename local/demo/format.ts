import { styleText } from "node:util";
import type { Instant } from "../kernel/clock.ts";

type Style = Parameters<typeof styleText>[0];

/** Text in a style, where whoever reads it can see styles (`NO_COLOR` is respected). */
export const styled = (style: Style, text: string): string =>
  styleText(style, text, { stream: process.stdout });

/** A length of time as people say it: `340 ms`, `12.5 s`, `4 m 10 s`, `2 h 5 m`, `3 d 1 h`. */
export function length(milliseconds: number): string {
  if (milliseconds < 1_000) return `${milliseconds} ms`;
  const seconds = Math.round(milliseconds / 1_000);
  if (seconds < 60) return `${(milliseconds / 1_000).toFixed(1)} s`;
  const [days, hours, minutes] = [
    seconds / 86_400,
    (seconds / 3_600) % 24,
    (seconds / 60) % 60,
  ].map(Math.floor);
  const parts = [`${days} d`, `${hours} h`, `${minutes} m`, `${seconds % 60} s`];
  const first = parts.findIndex((part) => !part.startsWith("0 "));
  return parts
    .slice(first, first + 2)
    .filter((part) => !part.startsWith("0 "))
    .join(" ");
}

/** A moment of the cloud's clock: `Dec 04 09:12:30`. */
export const moment = (at: Instant): string => {
  const date = new Date(at);
  const month = date.toLocaleString("en", { month: "short", timeZone: "UTC" });
  return `${month} ${String(date.getUTCDate()).padStart(2, "0")} ${date.toISOString().slice(11, 19)}`;
};

/** The last part of an ARN that tells who it is. */
export const nameIn = (arn: string): string => arn.split(/[/:]/).at(-1) ?? arn;
