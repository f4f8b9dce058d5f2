/** What AWS asks for, in US dollars, before any free tier. */
export interface Price {
  readonly dollars: number;
  readonly per: string;
  /** Where it was read, or that it was not. */
  readonly source: string;
}

const READ = "2026-11-24";
const UNREAD = "not read on AWS's own page: check it before you rely on it";

export const PRICES = {
  transitions: {
    ...{ dollars: 0.025 / 1_000, per: "state transition (Standard), retries included" },
    source: `aws.amazon.com/step-functions/pricing, Europe (Ireland), ${READ}`,
  },
  invocations: {
    ...{ dollars: 0.2 / 1_000_000, per: "call of a function" },
    source: `cloudchipr.com/blog/aws-lambda-pricing, US East (N. Virginia), ${READ}`,
  },
  gigabyteSeconds: {
    ...{ dollars: 0.0000133334, per: "gigabyte-second of a function (Arm)" },
    source: `cloudchipr.com/blog/aws-lambda-pricing, US East (N. Virginia), ${READ}`,
  },
  buildMinutes: {
    ...{ dollars: 0.005, per: "minute of a small Linux build; Arm costs less" },
    source: `c3x.dev/resources/aws/aws_codebuild_project, ${READ}`,
  },
  tableRequests: {
    ...{ dollars: 1.25 / 1_000_000, per: "request to the table, each counted as two writes" },
    source: UNREAD,
  },
  alarms: { dollars: 0.1, per: "alarm and month", source: UNREAD },
  dashboards: { dollars: 3, per: "dashboard and month", source: UNREAD },
  metrics: { dollars: 0.3, per: "metric of one's own and month", source: UNREAD },
} as const satisfies Record<string, Price>;

export type Priced = keyof typeof PRICES;
export type Counts = Partial<Readonly<Record<Priced, number>>>;
