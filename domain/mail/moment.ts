import { DAY, HOUR, type Instant, MINUTE, type Seconds } from "../time.ts";
import { localTime, type TimeZone } from "../zone.ts";

const MONTHS = [
  ...["January", "February", "March", "April", "May", "June", "July"],
  ...["August", "September", "October", "November", "December"],
];

/** A moment as clocks in a zone show it: `3 December 2026, 10:05 (Europe/Berlin)`. */
export function momentIn(at: Instant, zone: TimeZone): string {
  const shown = localTime(at, zone);
  const month = MONTHS[Number(shown.slice(5, 7)) - 1];
  const name = zone === "Etc/UTC" ? "UTC" : zone;
  return `${Number(shown.slice(8, 10))} ${month} ${shown.slice(0, 4)}, ${shown.slice(11, 16)} (${name})`;
}

const counted = (count: number, unit: string) =>
  count === 0 ? [] : [`${count} ${unit}${count === 1 ? "" : "s"}`];

/** A length of time as people say it: `2 days 3 hours`; minutes only when there is no whole day. */
export function spokenDuration(seconds: Seconds): string {
  const days = Math.floor(seconds / DAY);
  const hours = Math.floor((seconds % DAY) / HOUR);
  const minutes = Math.floor((seconds % HOUR) / MINUTE);
  const parts = [
    ...[...counted(days, "day"), ...counted(hours, "hour")],
    ...(days === 0 ? counted(minutes, "minute") : []),
  ];
  return parts.length === 0 ? "less than a minute" : parts.join(" ");
}
