import { DAY, HOUR, MINUTE, type Seconds } from "./time.ts";

const WEEK: Seconds = 7 * DAY;
const FORM = /^P(?:(\d{1,5})W|(?:(\d{1,5})D)?(?:T(?=\d)(?:(\d{1,6})H)?(?:(\d{1,7})M)?)?)$/;

/**
 * Reads an ISO 8601 duration of weeks, or of days, hours and minutes: `P3D`, `PT90M`, `P1DT12H`.
 * Years and months are refused because their length depends on the calendar, seconds because
 * schedules fire on the minute. Undefined when the text is no such duration.
 */
export function parseDuration(text: string): Seconds | undefined {
  const match = FORM.exec(text);
  if (match === null || text === "P") return undefined;
  const [weeks, days, hours, minutes] = match
    .slice(1)
    .map((digits: string | undefined) => Number(digits ?? 0));
  return (weeks ?? 0) * WEEK + (days ?? 0) * DAY + (hours ?? 0) * HOUR + (minutes ?? 0) * MINUTE;
}

/** Writes whole minutes as an ISO 8601 duration: 259,200 becomes `P3D`. */
export function formatDuration(seconds: Seconds): string {
  const days = Math.floor(seconds / DAY);
  const hours = Math.floor((seconds % DAY) / HOUR);
  const minutes = Math.floor((seconds % HOUR) / MINUTE);
  const time = `${hours > 0 ? `${hours}H` : ""}${minutes > 0 ? `${minutes}M` : ""}`;
  if (time === "") return days > 0 ? `P${days}D` : "PT0M";
  return `P${days > 0 ? `${days}D` : ""}T${time}`;
}

/** An ISO 8601 duration, `P1DT12H`, as people write it: `1d12h`. */
export const shortDuration = (text: string): string => text.replace(/[PT]/g, "").toLowerCase();
