import type { World } from "../../kernel/service.ts";
import type { StepFunctionsDependencies } from "./dependencies.ts";
import type { ExecutionRecord, Status } from "./execution/execution.ts";
import { statusChange } from "./status-change.ts";

/** Metrics of AWS/States that count executions (Step Functions Developer Guide, "Metrics"). */
const METRICS: Readonly<Record<Status, string>> = {
  RUNNING: "ExecutionsStarted",
  SUCCEEDED: "ExecutionsSucceeded",
  FAILED: "ExecutionsFailed",
  TIMED_OUT: "ExecutionsTimedOut",
  ABORTED: "ExecutionsAborted",
};

/** Tells everybody that the status of an execution changed: the event bus and the metrics. */
export function announce(
  world: World,
  { emit }: Pick<StepFunctionsDependencies, "emit">,
  execution: ExecutionRecord,
): void {
  world.trace.tell({
    kind: "metric",
    at: world.clock.now(),
    namespace: "AWS/States",
    name: METRICS[execution.status],
    value: 1,
    dimensions: { StateMachineArn: execution.machineArn },
  });
  emit(statusChange(execution));
}
