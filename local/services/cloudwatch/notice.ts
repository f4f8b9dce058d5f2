import { type AlarmRecord, type AlarmState, alarmArn } from "./alarms.ts";

/** What an alarm publishes (CloudWatch User Guide, "Notifying users on alarm changes"). */
export function notice(
  alarm: AlarmRecord,
  before: AlarmState,
): { readonly Subject: string; readonly Message: string } {
  const { name, account, region, state, settings } = alarm;
  const Message = JSON.stringify({
    AlarmName: name,
    AlarmDescription: settings.description ?? null,
    AWSAccountId: account,
    AlarmConfigurationUpdatedTimestamp: new Date(alarm.createdAt).toISOString(),
    NewStateValue: state,
    NewStateReason: alarm.reason,
    StateChangeTime: new Date(alarm.stateSince).toISOString(),
    Region: region,
    AlarmArn: alarmArn(alarm, name),
    OldStateValue: before,
    OKActions: settings.actions.OK,
    AlarmActions: settings.actions.ALARM,
    InsufficientDataActions: settings.actions.INSUFFICIENT_DATA,
    Trigger: {
      ...{ MetricName: settings.metric, Namespace: settings.namespace },
      ...{ StatisticType: "Statistic", Statistic: settings.statistic.toUpperCase() },
      Unit: null,
      Dimensions: Object.entries(settings.dimensions).map(([key, value]) => ({ value, name: key })),
      ...{ Period: settings.period, EvaluationPeriods: settings.evaluationPeriods },
      ...{ DatapointsToAlarm: settings.datapointsToAlarm },
      ...{ ComparisonOperator: settings.comparison, Threshold: settings.threshold },
      ...{ TreatMissingData: settings.missing, EvaluateLowSampleCountPercentile: "" },
    },
  });
  // Subjects are shorter than 100 characters.
  return { Subject: `${state}: "${name}" in ${region}`.slice(0, 99), Message };
}
