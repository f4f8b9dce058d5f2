import type { Instant } from "../../kernel/clock.ts";
import { type Cron, nextByCron, parseCron } from "./cron.ts";
import { InvalidField } from "./cron-field.ts";
import { instantOf } from "./zone.ts";

/** When something happens: again and again at a distance, by the calendar, or once. */
export type ScheduleExpression =
  | { readonly kind: "rate"; readonly every: number }
  | { readonly kind: "cron"; readonly cron: Cron }
  | { readonly kind: "at"; readonly local: string };

const UNITS: Readonly<Record<string, number>> = {
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
};

const RATE = /^rate\((?<value>[1-9]\d*) (?<unit>minute|hour|day)(?<plural>s?)\)$/u;
const AT = /^at\((\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\)$/u;
const CRON = /^cron\((.*)\)$/u;

function rateOf(text: string): ScheduleExpression | undefined {
  const { value, unit = "", plural } = RATE.exec(text)?.groups ?? {};
  // AWS insists on "1 minute" and "5 minutes".
  if (value === undefined || (value === "1") !== (plural === "")) return undefined;
  return { kind: "rate", every: Number(value) * (UNITS[unit] ?? 0) };
}

function atOf(text: string): ScheduleExpression | undefined {
  const local = AT.exec(text)?.[1];
  return local === undefined || Number.isNaN(Date.parse(`${local}Z`))
    ? undefined
    : { kind: "at", local };
}

function cronOf(text: string): ScheduleExpression | undefined {
  const fields = CRON.exec(text)?.[1];
  if (fields === undefined) return undefined;
  try {
    return { kind: "cron", cron: parseCron(fields) };
  } catch (error) {
    if (error instanceof InvalidField) return undefined;
    throw error;
  }
}

/** Understands `rate(…)`, `cron(…)` and `at(…)`; `undefined` for anything else. */
export const parseSchedule = (text: string): ScheduleExpression | undefined =>
  rateOf(text) ?? atOf(text) ?? cronOf(text);

/** The moment that `at(…)` means in a zone; where the clocks skip it, as many minutes later. */
export function momentOf(local: string, zone: string): Instant {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = local
    .split(/[-T:]/u)
    .map(Number);
  const wall = { year, month, day, hour, minute, second };
  const found = instantOf(wall, zone);
  if (found !== undefined) return found;
  // Clocks are never put forward by more than an hour or so: the hour before is there.
  const before = instantOf({ ...wall, hour: hour - 1 }, zone);
  return (before ?? Date.parse(`${local}Z`)) + 3_600_000;
}

/** From where and in which zone a schedule counts. */
export interface Counting {
  /** Where the distances of a rate begin. */
  readonly start: Instant;
  readonly zone: string;
}

/** The next moment after `after`; `undefined` when nothing is to come. */
export function nextMoment(
  expression: ScheduleExpression,
  { start, zone }: Counting,
  after: Instant,
): Instant | undefined {
  switch (expression.kind) {
    case "rate": {
      const { every } = expression;
      return after < start ? start : start + (Math.floor((after - start) / every) + 1) * every;
    }
    case "cron":
      return nextByCron(expression.cron, after, zone);
    case "at": {
      const at = momentOf(expression.local, zone);
      return at > after ? at : undefined;
    }
    default:
      return expression satisfies never;
  }
}
