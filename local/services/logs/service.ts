import * as sdk from "@aws-sdk/client-cloudwatch-logs";
import type { Metric } from "../../kernel/metric.ts";
import type { Service, World } from "../../kernel/service.ts";
import { metricsIn } from "./embedded-metrics.ts";
import { groupOperations } from "./group-operations.ts";
import { readOperations } from "./read-operations.ts";
import { policyOperations, resourcePolicyType } from "./resource-policies.ts";
import { logGroupType, queryType } from "./resources.ts";
import { type LogLine, LogStore } from "./store.ts";
import { streamOperations } from "./stream-operations.ts";
import { tagOperations } from "./tag-operations.ts";

/** What CloudWatch Logs tells others. */
export interface LogsDependencies {
  /** Told of every metric in a line of the embedded metric format. */
  readonly metric?: (metric: Metric) => void;
}

/** CloudWatch Logs, and the way by which other services write into it. */
export interface LogsService extends Service {
  /** Writes a line; its group and stream are made when they are not there. */
  write(line: LogLine): void;
}

/** Amazon CloudWatch Logs: groups survive a restart, their lines do not. */
export function logsService(world: World, { metric }: LogsDependencies = {}): LogsService {
  const store = new LogStore(world, (line) => {
    if (metric) for (const each of metricsIn(line)) metric(each);
  });
  return {
    signingName: "logs",
    protocol: "awsJson1_1",
    target: "Logs_20140328",
    sdk,
    operations: {
      ...groupOperations(store),
      ...streamOperations(store),
      ...readOperations(store),
      ...tagOperations,
      ...policyOperations,
    },
    resources: [logGroupType, queryType, resourcePolicyType],
    write: (line) => store.write(line),
  };
}
