import * as sdk from "@aws-sdk/client-cloudwatch";
import type { Dispatch, Service, World } from "../../kernel/service.ts";
import { alarmOperations } from "./alarm-operations.ts";
import type { Datum } from "./alarms.ts";
import { dashboardOperations } from "./dashboard-operations.ts";
import { emptyListings } from "./empty-listings.ts";
import { putMetricData } from "./put-metric-data.ts";
import { cloudwatchTypes } from "./resources.ts";
import { Watchman } from "./watchman.ts";

/** What CloudWatch asks of the rest of the cloud. */
export interface CloudWatchDependencies {
  /** Calls SNS, for the actions of alarms. */
  readonly dispatch: Dispatch;
}

/** CloudWatch, with the way by which other services report numbers. */
export interface CloudWatchService extends Service {
  /** Takes in a number, such as those in log lines of the embedded metric format. */
  record(datum: Datum): void;
}

/**
 * Amazon CloudWatch: alarms on single metrics that tell topics, and what it takes for that. Numbers are
 * kept as long as an alarm looks at them. It speaks the query protocol, as the AWS CLI does.
 */
export function cloudwatchService(
  world: World,
  { dispatch }: CloudWatchDependencies,
): CloudWatchService {
  const watchman = new Watchman(world, dispatch);
  const record = (datum: Datum) => watchman.record(datum);
  return {
    signingName: "monitoring",
    protocol: "awsQuery",
    sdk,
    version: "2010-08-01",
    xmlNamespace: "http://monitoring.amazonaws.com/doc/2010-08-01/",
    operations: {
      ...alarmOperations(watchman),
      ...dashboardOperations,
      ...emptyListings,
      PutMetricData: putMetricData(record),
    },
    resources: cloudwatchTypes(watchman),
    resume: () => watchman.resume(),
    record,
  };
}

/** The same CloudWatch in the protocol that the SDK for JavaScript has gone on to. */
export const cloudwatchInJson = ({ signingName, operations }: CloudWatchService): Service => ({
  ...{ signingName, operations, sdk },
  protocol: "awsJson1_0",
  target: "GraniteServiceVersion20100801",
});
