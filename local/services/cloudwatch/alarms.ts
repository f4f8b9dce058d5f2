import type { Collection } from "../../kernel/collection.ts";
import type { World } from "../../kernel/service.ts";

/** Where alarms and metrics lie. */
export interface Site {
  readonly account: string;
  readonly region: string;
}

/** A number that something reported. */
export interface Datum extends Site {
  readonly namespace: string;
  readonly name: string;
  readonly value: number;
  readonly dimensions: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

export type AlarmState = "OK" | "ALARM" | "INSUFFICIENT_DATA";

export const STATISTICS = ["Average", "Maximum", "Minimum", "SampleCount", "Sum"] as const;
export type Statistic = (typeof STATISTICS)[number];

export const COMPARISONS = [
  "GreaterThanOrEqualToThreshold",
  "GreaterThanThreshold",
  "LessThanOrEqualToThreshold",
  "LessThanThreshold",
] as const;
export type Comparison = (typeof COMPARISONS)[number];

export const TREATMENTS = ["breaching", "ignore", "missing", "notBreaching"] as const;
export type Treatment = (typeof TREATMENTS)[number];

/** What came in during one period of an alarm. */
export interface PeriodRecord {
  /** Milliseconds since the epoch, a multiple of the period. */
  readonly start: number;
  readonly count: number;
  readonly sum: number;
  readonly minimum: number;
  readonly maximum: number;
}

/** What an alarm watches, and what it makes of it. */
export interface AlarmSettings {
  readonly description?: string;
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: Statistic;
  /** Seconds. */
  readonly period: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly threshold: number;
  readonly comparison: Comparison;
  readonly missing: Treatment;
  readonly actionsEnabled: boolean;
  /** ARNs of topics. */
  readonly actions: Readonly<Record<AlarmState, readonly string[]>>;
}

export interface AlarmRecord extends Site {
  readonly name: string;
  readonly settings: AlarmSettings;
  readonly tags: Readonly<Record<string, string>>;
  readonly createdAt: number;
  readonly state: AlarmState;
  readonly reason: string;
  readonly stateSince: number;
  /** Periods with data that still count, oldest first. */
  readonly periods: readonly PeriodRecord[];
}

const place = ({ account, region }: Site) => ({ service: "monitoring", account, region });

export const alarmsAt = (world: World, site: Site): Collection<AlarmRecord> =>
  world.storage.collection(place(site), "alarms");

export const sitesWithAlarms = (world: World): readonly Site[] =>
  world.storage.places("monitoring", "alarms");

/** Bodies of dashboards, by name. */
export const dashboardsAt = (world: World, site: Site): Collection<string> =>
  world.storage.collection(place(site), "dashboards");

export const alarmArn = ({ account, region }: Site, name: string): string =>
  `arn:aws:cloudwatch:${region}:${account}:alarm:${name}`;

/** Whether an alarm watches this metric: name, namespace and all dimensions are the same. */
export function watches({ settings }: AlarmRecord, datum: Datum): boolean {
  const wanted = Object.entries(settings.dimensions);
  return (
    settings.namespace === datum.namespace &&
    settings.metric === datum.name &&
    wanted.length === Object.keys(datum.dimensions).length &&
    wanted.every(([name, value]) => datum.dimensions[name] === value)
  );
}
