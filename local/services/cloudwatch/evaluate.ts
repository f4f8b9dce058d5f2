import type {
  AlarmRecord,
  AlarmSettings,
  AlarmState,
  Comparison,
  Datum,
  PeriodRecord,
  Statistic,
} from "./alarms.ts";

export const periodOf = ({ settings }: AlarmRecord): number => settings.period * 1_000;

/** The beginning of the period in which a moment lies. */
export const startOf = (alarm: AlarmRecord, at: number): number =>
  Math.floor(at / periodOf(alarm)) * periodOf(alarm);

/** Puts a number into its period. */
export function withDatum(alarm: AlarmRecord, { at, value }: Datum): AlarmRecord {
  const start = startOf(alarm, at);
  const before = alarm.periods.find((period) => period.start === start);
  const period: PeriodRecord = {
    start,
    count: (before?.count ?? 0) + 1,
    sum: (before?.sum ?? 0) + value,
    minimum: Math.min(before?.minimum ?? value, value),
    maximum: Math.max(before?.maximum ?? value, value),
  };
  const others = alarm.periods.filter((each) => each !== before);
  const periods = [...others, period].sort((one, other) => one.start - other.start);
  return { ...alarm, periods };
}

function statisticOf(statistic: Statistic, period: PeriodRecord): number {
  switch (statistic) {
    case "Average":
      return period.sum / period.count;
    case "Maximum":
      return period.maximum;
    case "Minimum":
      return period.minimum;
    case "SampleCount":
      return period.count;
    case "Sum":
      return period.sum;
    default:
      return statistic satisfies never;
  }
}

function isBeyond(comparison: Comparison, value: number, threshold: number): boolean {
  switch (comparison) {
    case "GreaterThanOrEqualToThreshold":
      return value >= threshold;
    case "GreaterThanThreshold":
      return value > threshold;
    case "LessThanOrEqualToThreshold":
      return value <= threshold;
    case "LessThanThreshold":
      return value < threshold;
    default:
      return comparison satisfies never;
  }
}

/** The first moment of the periods that count, when the last of them ends at `end`. */
export const windowStart = (alarm: AlarmRecord, end: number): number =>
  end - alarm.settings.evaluationPeriods * periodOf(alarm);

/** Whether a period that is still under way can only get worse, so that nobody needs to wait for its end. */
export const mayAlarmEarly = ({ comparison, statistic }: AlarmSettings): boolean =>
  comparison.startsWith("Greater") && ["Maximum", "SampleCount", "Sum"].includes(statistic);

/** What an alarm is to be, and why. */
export interface Verdict {
  readonly state: AlarmState;
  readonly reason: string;
}

/**
 * Judges the periods that end at `end`. Undefined when nothing came in and the alarm is to stay as it is
 * (CloudWatch User Guide, "Configuring how CloudWatch alarms treat missing data").
 */
export function verdictOn(alarm: AlarmRecord, end: number): Verdict | undefined {
  const { settings } = alarm;
  const start = windowStart(alarm, end);
  const present = alarm.periods.filter((each) => each.start >= start && each.start < end);
  const missing = settings.evaluationPeriods - present.length;
  if (present.length === 0 && settings.missing === "ignore") return undefined;
  if (present.length === 0 && settings.missing === "missing")
    return {
      state: "INSUFFICIENT_DATA",
      reason: `Insufficient Data: ${missing} datapoints were unknown.`,
    };
  const values = present.map((period) => statisticOf(settings.statistic, period));
  const beyond = values.filter((value) => isBeyond(settings.comparison, value, settings.threshold));
  const breaching = beyond.length + (settings.missing === "breaching" ? missing : 0);
  const state = breaching >= settings.datapointsToAlarm ? "ALARM" : "OK";
  const told = values.length === 0 ? "no datapoints were received" : `[${values.join(", ")}]`;
  return {
    state,
    reason: `Threshold Crossed: ${told} for ${settings.evaluationPeriods} period(s), ${breaching} of which ${settings.comparison} (${settings.threshold}).`,
  };
}
