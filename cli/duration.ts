import { misused } from "./failure.ts";

const SHORT = /^(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?$/i;
const MINUTES = [7 * 24 * 60, 24 * 60, 60, 1] as const;

function partsOf(text: string): readonly number[] | undefined {
  const match = SHORT.exec(text);
  if (match === null || text === "") return undefined;
  return match.slice(1).map((digits: string | undefined) => Number(digits ?? 0));
}

/** Reads `3d`, `90m`, `1d12h`, `2w`, or ISO 8601 (`P3D`), and answers ISO 8601. Throws CommandFailure. */
export function isoDuration(flag: string, text: string): string {
  if (/^P/i.test(text)) return text.toUpperCase();
  const parts = partsOf(text);
  if (parts === undefined)
    throw misused(`${flag} must be a length of time such as 3d, 12h, 90m or P3D, not "${text}".`);
  const [weeks = 0, days = 0, hours = 0, minutes = 0] = parts;
  const time = `${hours > 0 ? `${hours}H` : ""}${minutes > 0 ? `${minutes}M` : ""}`;
  const date = weeks * 7 + days;
  if (date === 0 && time === "") return "PT0M";
  return `P${date > 0 ? `${date}D` : ""}${time === "" ? "" : `T${time}`}`;
}

/** Reads how long to wait, in milliseconds. Throws CommandFailure. */
export function milliseconds(flag: string, text: string): number {
  const seconds = /^(\d+)s$/i.exec(text)?.[1];
  if (seconds !== undefined) return Number(seconds) * 1_000;
  const parts = partsOf(text);
  if (parts === undefined)
    throw misused(`${flag} must be a length of time such as 30m, 2h or 90s, not "${text}".`);
  return parts.reduce((sum, part, index) => sum + part * (MINUTES[index] ?? 0), 0) * 60_000;
}

/** How people say a length of time: `45 s`, `4 m 10 s`, `2 h 5 m`, `3 d 1 h`. */
export function inWords(length: number): string {
  const seconds = Math.max(0, Math.round(length / 1_000));
  const parts = [
    [Math.floor(seconds / 86_400), "d"],
    [Math.floor(seconds / 3_600) % 24, "h"],
    [Math.floor(seconds / 60) % 60, "m"],
    [seconds % 60, "s"],
  ] as const;
  const first = parts.findIndex(([count]) => count > 0);
  if (first === -1) return "0 s";
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(" ");
}
