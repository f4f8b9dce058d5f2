import { fieldValues, InvalidField } from "./cron-field.ts";

/** Whether an expression means this day of a month; `month` is 1 to 12. */
export type DayRule = (year: number, month: number, day: number) => boolean;

const DAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

const lengthOf = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** 1 for Sunday to 7 for Saturday. */
const weekday = (year: number, month: number, day: number) =>
  new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 1;

/** The working day that is nearest to a day, in the same month. */
function nearestWorkday(year: number, month: number, day: number): number {
  const last = lengthOf(year, month);
  const wanted = Math.min(day, last);
  const shift = { 1: wanted === last ? -2 : 1, 7: wanted === 1 ? 2 : -1 } as Record<number, number>;
  return wanted + (shift[weekday(year, month, wanted)] ?? 0);
}

function monthDayRule(text: string): DayRule {
  if (text === "L") return (year, month, day) => day === lengthOf(year, month);
  if (text === "LW") return (year, month, day) => day === nearestWorkday(year, month, 31);
  const workday = /^(\d+)W$/u.exec(text)?.[1];
  if (workday !== undefined) {
    const [wanted = 1] = fieldValues(workday, { low: 1, high: 31 });
    return (year, month, day) => day === nearestWorkday(year, month, wanted);
  }
  const days = new Set(fieldValues(text, { low: 1, high: 31 }));
  return (_, __, day) => days.has(day);
}

const WEEK = { low: 1, high: 7, names: DAYS };

function weekDayRule(text: string): DayRule {
  const last = /^(\w+)L$/u.exec(text)?.[1];
  if (last !== undefined) {
    const [wanted] = fieldValues(last, WEEK);
    return (year, month, day) =>
      weekday(year, month, day) === wanted && day + 7 > lengthOf(year, month);
  }
  const [, which, nth] = /^(\w+)#([1-5])$/u.exec(text) ?? [];
  if (which !== undefined) {
    const [wanted] = fieldValues(which, WEEK);
    return (year, month, day) =>
      weekday(year, month, day) === wanted && Math.ceil(day / 7) === Number(nth);
  }
  const days = new Set(fieldValues(text, WEEK));
  return (year, month, day) => days.has(weekday(year, month, day));
}

/** Days by the month or by the week: one of the two must be `?`. Throws InvalidField. */
export function dayRule(ofMonth: string, ofWeek: string): DayRule {
  if ((ofMonth === "?") === (ofWeek === "?")) throw new InvalidField(`${ofMonth} ${ofWeek}`);
  return ofWeek === "?" ? monthDayRule(ofMonth) : weekDayRule(ofWeek);
}
