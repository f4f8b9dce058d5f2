import { parseDuration } from "../../../domain/duration.ts";
import { UsageError } from "../common/command.ts";

const UNITS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

const FORM = /^(\d+[smhdw])+$/;

/** Milliseconds of a length of time: `90s`, `3d`, `1h30m`, or `P3D` as the API writes it. Throws UsageError. */
export function durationOf(text: string): number {
  const iso = parseDuration(text);
  if (iso !== undefined && iso > 0) return iso * 1_000;
  const parts = FORM.test(text) ? [...text.matchAll(/(\d+)([smhdw])/g)] : [];
  const sum = parts.reduce(
    (total, [, amount, unit]) => total + Number(amount) * UNITS[unit as keyof typeof UNITS],
    0,
  );
  if (sum > 0) return sum;
  throw new UsageError(`"${text}" is no length of time such as 90s, 3d, 1h30m or P3D.`);
}
