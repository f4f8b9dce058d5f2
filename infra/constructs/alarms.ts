import { Duration } from "aws-cdk-lib";
import { Alarm, ComparisonOperator, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import type { Construct } from "constructs";
import { METRICS } from "../../functions/reconcile/measure.ts";
import { MAIL_METRICS } from "../../functions/send-mail/metrics.ts";
import { AlarmTopic } from "./alarm-topic.ts";
import type { Api, Apis } from "./api.ts";
import { capacityDangers } from "./capacity-dangers.ts";
import { type Danger, mayfly } from "./danger.ts";
import type { MayflyFunction } from "./function.ts";
import type { Parts } from "./reactions.ts";
import { reconcilePeriod, sweepPeriod } from "./schedules.ts";
import type { Site } from "./site.ts";
import { spendPeriod } from "./spending.ts";

const PERIOD = Duration.minutes(5);

export interface AlarmedParts extends Parts {
  readonly apis: Apis;
  readonly measurer: MayflyFunction;
  /** What tells people in Slack, where that is configured. */
  readonly teller: MayflyFunction | undefined;
}

/** Tells a person what needs one: by a topic, and by alarms that the dashboard shows too. */
export function alarms(scope: Construct, site: Site, parts: AlarmedParts) {
  const topic = new AlarmTopic(scope, "Alarms", site);
  const all = Object.entries(dangers(site, parts)).map(([name, danger]) => {
    const description = `${danger.description} Runbook: docs/runbooks.md#${name}`;
    const made = alarm(scope, site.names.own(name), { ...danger, description });
    tell(made, danger, new SnsAction(topic));
    return made;
  });
  return { topic, all };
}

/**
 * Silence is told as missing data, and not as a breach: an alarm is made in that state and tells nobody of it, so
 * that a new deployment, from which nothing was heard yet, calls nobody.
 */
function tell(alarm: Alarm, { below }: Danger, action: SnsAction): void {
  alarm.addAlarmAction(action);
  if (below === "or-silent") alarm.addInsufficientDataAction(action);
}

const alarm = (scope: Construct, alarmName: string, danger: Danger): Alarm =>
  new Alarm(scope, `alarm-${alarmName}`, {
    alarmName,
    metric: danger.metric,
    alarmDescription: danger.description,
    threshold: danger.threshold ?? 1,
    evaluationPeriods: danger.periods ?? 1,
    comparisonOperator:
      danger.below === undefined
        ? ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD
        : ComparisonOperator.LESS_THAN_THRESHOLD,
    treatMissingData:
      danger.below === "or-silent" ? TreatMissingData.MISSING : TreatMissingData.NOT_BREACHING,
  });

const dangers = (site: Site, parts: AlarmedParts): Record<string, Danger> => ({
  ...failedExecutions("vend", parts.vend),
  ...failedExecutions("teardown", parts.teardown),
  ...failedExecutions("stock", parts.stock),
  ...sweepDangers(parts, sweepPeriod(site)),
  ...reconcileDangers(parts, reconcilePeriod(site)),
  ...capacityDangers(site),
  "dead-letters": {
    metric: site.deadLetters.metricApproximateNumberOfMessagesVisible({
      ...{ period: PERIOD, statistic: "Maximum" },
    }),
    description: "Something was not delivered or not dealt with: look into the dead-letter queue.",
  },
  "events-late": {
    metric: parts.publisher.metric("IteratorAge", { period: PERIOD, statistic: "Maximum" }),
    description:
      "Events of the ledger are published more than 15 minutes late: see publish-events' log.",
    threshold: Duration.minutes(15).toMilliseconds(),
  },
  ...spendDangers(parts, spendPeriod(site)),
  ...(parts.teller === undefined ? {} : slackDangers(parts.teller)),
  ...(site.configuration.notifications?.mail === undefined ? {} : mailDangers()),
  ...apiErrors("api", parts.apis.signed),
  ...(parts.apis.people === undefined ? {} : apiErrors("people-api", parts.apis.people)),
});

const spendDangers = ({ measurer }: AlarmedParts, period: Duration): Record<string, Danger> => ({
  "spend-not-measured": {
    metric: measurer.metricErrors({ period: Duration.hours(6), statistic: "Sum" }),
    description: "AWS could not be asked what accounts cost: see measure-spend's log.",
  },
  "spend-silent": {
    metric: measurer.metricInvocations({ period, statistic: "Sum" }),
    description: `Nobody asked what accounts cost for ${(3 * period.toHours({ integral: false })).toString()} hours: see the schedule of measure-spend.`,
    periods: 3,
    below: "or-silent",
  },
});

const slackDangers = (teller: MayflyFunction): Record<string, Danger> => ({
  "slack-late": {
    metric: teller.metric("IteratorAge", { period: PERIOD, statistic: "Maximum" }),
    description: "People are told in Slack more than 15 minutes late: see slack-tell's log.",
    threshold: Duration.minutes(15).toMilliseconds(),
  },
});

/** As long as the longest pause between two tries, so that an alarm does not end between them. */
const MAIL_PERIOD = Duration.hours(6);

const mailDangers = (): Record<string, Danger> => ({
  "mail-late": {
    metric: mayfly(MAIL_METRICS.late, MAIL_PERIOD),
    description: "SES does not take mail, and people are told late: see send-mail's log.",
  },
  "mail-refused": {
    metric: mayfly(MAIL_METRICS.refused, MAIL_PERIOD),
    description: "SES will never take mail for somebody's address: see send-mail's log.",
  },
});

const apiErrors = (name: string, api: Api): Record<string, Danger> => ({
  [`${name}-errors`]: {
    metric: api.metricServerError({ period: PERIOD, statistic: "Sum" }),
    description: "The API answered with a fault of its own: see api's log.",
  },
});

/** Dangers that the sweep counts, or that its own state shows. Its numbers come once for each of its calls. */
const sweepDangers = ({ sweep }: Parts, period: Duration): Record<string, Danger> => ({
  "accounts-in-attention": {
    metric: mayfly("AccountsInAttention", period),
    description:
      "Accounts wait for a person: GET /v1/accounts?status=attention says why; mend it and POST …/retry.",
  },
  "records-not-swept": {
    metric: mayfly("RecordsNotSwept", period),
    description: "Due records could not be dealt with three times in a row: see sweep's log.",
    periods: 3,
  },
  "sweep-errors": {
    metric: sweep.metricErrors({ period, statistic: "Sum" }),
    description: "The sweep failed twice in a row: see its log.",
    periods: 2,
  },
  "sweep-silent": {
    metric: sweep.metricInvocations({ period, statistic: "Sum" }),
    description: `The sweep was not called for ${(3 * period.toMinutes()).toString()} minutes: see its schedule.`,
    periods: 3,
    below: "or-silent",
  },
});

/** Where the ledger and Organizations disagree. What is found unknown is in attention, which has its alarm. */
const reconcileDangers = ({ reconcile }: Parts, period: Duration): Record<string, Danger> => ({
  "accounts-astray": {
    metric: mayfly(METRICS.astray, period),
    description:
      "Organizations disagrees with the ledger about accounts: GET /v1/accounts shows them as noticed, their events say what to do.",
  },
  "accounts-not-reconciled": {
    metric: mayfly(METRICS.failed, period),
    description: "Accounts could not be reconciled twice in a row: see reconcile's log.",
    periods: 2,
  },
  "reconcile-errors": {
    metric: reconcile.metricErrors({ period, statistic: "Sum" }),
    description: "The ledger could not be compared with Organizations: see reconcile's log.",
  },
});

type Executions = Pick<Parts["vend"], "metricFailed" | "metricTimedOut" | "metricAborted">;

function failedExecutions(name: string, machine: Executions): Record<string, Danger> {
  const options = { period: PERIOD, statistic: "Sum" };
  const description = `An execution of ${name} did not succeed: its history says where and why.`;
  return {
    [`${name}-failed`]: { metric: machine.metricFailed(options), description },
    [`${name}-timed-out`]: { metric: machine.metricTimedOut(options), description },
    [`${name}-aborted`]: { metric: machine.metricAborted(options), description },
  };
}
