import * as z from "zod";
import { type AlarmSettings, COMPARISONS, STATISTICS, TREATMENTS } from "./alarms.ts";

const topics = z.array(z.string().startsWith("arn:aws:sns:", "is not the ARN of a topic"));

const members = {
  AlarmName: z.string().min(1).max(255),
  AlarmDescription: z.string().optional(),
  ActionsEnabled: z.boolean().default(true),
  OKActions: topics.default([]),
  AlarmActions: topics.default([]),
  InsufficientDataActions: topics.default([]),
  MetricName: z.string(),
  Namespace: z.string(),
  Dimensions: z.array(z.object({ Name: z.string(), Value: z.string() })).default([]),
  Statistic: z.enum(STATISTICS),
  Period: z.coerce.number().int().positive(),
  EvaluationPeriods: z.coerce.number().int().positive(),
  DatapointsToAlarm: z.coerce.number().int().positive().optional(),
  Threshold: z.coerce.number(),
  ComparisonOperator: z.enum(COMPARISONS),
  TreatMissingData: z.enum(TREATMENTS).default("missing"),
  Tags: z.array(z.object({ Key: z.string(), Value: z.string() })).default([]),
};

/** An alarm on one metric with a fixed threshold, as PutMetricAlarm takes it. */
export const alarmInput = z.object(members);

/** The same in a template, where the name may be left to CloudFormation. */
export const alarmProperties = z.strictObject({
  ...members,
  AlarmName: members.AlarmName.optional(),
});

export type AlarmInput = Omit<z.output<typeof alarmInput>, "AlarmName">;

export const tagsOf = ({ Tags }: AlarmInput): Readonly<Record<string, string>> =>
  Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value]));

export const settingsOf = (input: AlarmInput): AlarmSettings => ({
  ...(input.AlarmDescription !== undefined && { description: input.AlarmDescription }),
  namespace: input.Namespace,
  metric: input.MetricName,
  dimensions: Object.fromEntries(input.Dimensions.map(({ Name, Value }) => [Name, Value])),
  statistic: input.Statistic,
  period: input.Period,
  evaluationPeriods: input.EvaluationPeriods,
  datapointsToAlarm: input.DatapointsToAlarm ?? input.EvaluationPeriods,
  threshold: input.Threshold,
  comparison: input.ComparisonOperator,
  missing: input.TreatMissingData,
  actionsEnabled: input.ActionsEnabled,
  actions: {
    OK: input.OKActions,
    ALARM: input.AlarmActions,
    INSUFFICIENT_DATA: input.InsufficientDataActions,
  },
});
