import { Duration } from "aws-cdk-lib";
import {
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IAlarm,
  type IMetric,
  type IWidget,
  PeriodOverride,
  SingleValueWidget,
  TextWidget,
} from "aws-cdk-lib/aws-cloudwatch";
import type { Construct } from "constructs";
import { METRICS as SPEND } from "../../functions/measure-spend/measured.ts";
import { METRICS } from "../../functions/sweep/measure.ts";
import { STEPS } from "../../statemachines/definition.ts";
import type { Api } from "./api.ts";
import { mayfly } from "./danger.ts";
import type { Parts } from "./reactions.ts";
import { sweepPeriod } from "./schedules.ts";
import type { Site } from "./site.ts";
import { spendPeriod } from "./spending.ts";
import { stepMetric } from "./step-metric.ts";

const HOUR = { period: Duration.hours(1), statistic: "Sum" } as const;
const FULL = 24;
const HALF = 12;
const HEIGHT = 6;

export interface DashboardParts extends Parts {
  readonly api: Api;
  readonly alarms: readonly IAlarm[];
}

/** What whoever looks after Mayfly wants to see in one look: from what is wrong to how long it takes. */
export function dashboard(scope: Construct, site: Site, parts: DashboardParts): Dashboard {
  return new Dashboard(scope, "Dashboard", {
    dashboardName: site.names.own("operations"),
    defaultInterval: Duration.days(7),
    periodOverride: PeriodOverride.INHERIT,
    widgets: [
      [heading()],
      [
        new AlarmStatusWidget({
          title: "Alarms",
          alarms: [...parts.alarms],
          width: FULL,
          height: 4,
        }),
      ],
      [...now(site)],
      [stories(parts), failures(site, parts)],
      [queues(site), capacity(site)],
      [spend(site)],
      [times("vend", site), times("teardown", site)],
      [requests(parts), lengths(parts)],
    ],
  });
}

const heading = (): IWidget =>
  new TextWidget({
    markdown:
      "# Mayfly\nWhat each alarm means and what to do: docs/runbooks.md. Saved queries are in Logs Insights, under the same prefix.",
    ...{ width: FULL, height: 2 },
  });

const measured = (site: Site, name: keyof typeof METRICS, label: string): IMetric =>
  mayfly(METRICS[name], sweepPeriod(site)).with({ label });

const now = (site: Site): readonly IWidget[] =>
  (
    [
      ["inAttention", "need a person"],
      ["leasesWaiting", "leases waiting"],
      ["poolLevel", "ready in the pool"],
      ["slotsLeft", "slots left"],
      ["closuresLeft", "closures left in 30 days"],
      ["closuresWaiting", "accounts waiting to be closed"],
    ] as const
  ).map(
    ([name, label]) =>
      new SingleValueWidget({ metrics: [measured(site, name, label)], width: 4, height: 3 }),
  );

const graph = (title: string, left: readonly IMetric[], more: object = {}): IWidget =>
  new GraphWidget({ title, left: [...left], width: HALF, height: HEIGHT, ...more });

const stories = ({ vend, teardown, stock }: Parts): IWidget =>
  graph("Vends and teardowns an hour", [
    vend.metricSucceeded({ ...HOUR, label: "vended" }),
    teardown.metricSucceeded({ ...HOUR, label: "torn down" }),
    stock.metricSucceeded({ ...HOUR, label: "made for the pool" }),
  ]);

const failures = ({ deadLetters }: Site, { vend, teardown, stock, sweep }: Parts): IWidget =>
  graph("Failures an hour", [
    vend.metricFailed({ ...HOUR, label: "vend" }),
    teardown.metricFailed({ ...HOUR, label: "teardown" }),
    stock.metricFailed({ ...HOUR, label: "stock" }),
    sweep.metricErrors({ ...HOUR, label: "sweep" }),
    deadLetters.metricApproximateNumberOfMessagesVisible({
      ...{ period: HOUR.period, statistic: "Maximum", label: "not delivered" },
    }),
  ]);

const queues = (site: Site): IWidget =>
  graph("Queue and pool", [
    measured(site, "leasesWaiting", "leases waiting"),
    measured(site, "closuresWaiting", "accounts waiting to be closed"),
    measured(site, "poolLevel", "ready in the pool"),
    measured(site, "inAttention", "need a person"),
  ]);

const capacity = (site: Site): IWidget =>
  graph("What Organizations still allows", [measured(site, "slotsLeft", "account slots")], {
    right: [measured(site, "closuresLeft", "closures in 30 days")],
  });

/** Of a measurement that is some hours old, and of costs that AWS told later still. */
const spend = (site: Site): IWidget =>
  graph(
    "US dollars of active leases, as far as AWS has told",
    (["spent", "forecast", "budget"] as const).map((name) =>
      mayfly(SPEND[name], spendPeriod(site)).with({ label: `$ ${name}` }),
    ),
    { width: FULL },
  );

/** How long each step takes, its retries apart: what waits is not a function's time. */
const times = (machine: "vend" | "teardown", site: Site): IWidget =>
  graph(
    `Steps of ${machine}, slowest of a hundred`,
    [...new Set(Object.values<string>(STEPS[machine]))].map((step) =>
      stepMetric(site.names.own(step), step),
    ),
  );

const requests = ({ api }: DashboardParts): IWidget =>
  graph("API", [
    api.metricCount({ ...HOUR, label: "requests" }),
    api.metricClientError({ ...HOUR, label: "refused" }),
    api.metricServerError({ ...HOUR, label: "faults" }),
  ]);

const lengths = ({ vend, teardown, stock }: Parts): IWidget =>
  graph("How long a story takes", [
    vend.metricTime({ period: HOUR.period, statistic: "p50", label: "vend" }),
    teardown.metricTime({ period: HOUR.period, statistic: "p50", label: "teardown" }),
    stock.metricTime({ period: HOUR.period, statistic: "p50", label: "stock" }),
  ]);
