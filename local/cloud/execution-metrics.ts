import type { Metric } from "../kernel/metric.ts";
import type { ServiceEvent } from "../services/step-functions/dependencies.ts";

/** What CloudWatch counts of the ends of executions (Step Functions DG, "Monitoring with CloudWatch"). */
const COUNTED: Readonly<Record<string, string>> = {
  RUNNING: "ExecutionsStarted",
  SUCCEEDED: "ExecutionsSucceeded",
  FAILED: "ExecutionsFailed",
  TIMED_OUT: "ExecutionsTimedOut",
  ABORTED: "ExecutionsAborted",
};

/** The metric that goes with a change of an execution's status; undefined for every other event. */
export function executionMetric(event: ServiceEvent, at: number): Metric | undefined {
  const { status = "", stateMachineArn = "" } = event.detail as Partial<Record<string, string>>;
  const name = COUNTED[status];
  if (event.source !== "aws.states" || name === undefined) return undefined;
  const { account, region } = event;
  const dimensions = { StateMachineArn: stateMachineArn };
  return { account, region, namespace: "AWS/States", name, value: 1, dimensions, at };
}
