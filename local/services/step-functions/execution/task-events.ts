import type { StateFailure } from "../asl/failure.ts";
import type { HistoryRecord } from "./execution.ts";
import type { RunningTask } from "./thread.ts";

/** An event of the history: its type, and its details under their member of the API. */
export interface TaskEvent {
  readonly type: string;
  readonly details: HistoryRecord["details"];
}

const INTEGRATION = /^arn:aws:states:(?<region>[^:]*):[^:]*:(?<service>[^:]+):(?<action>.+)$/u;

/** Lambda functions that are named by their ARN have events of their own; all else is a task. */
function integrationOf(resource: string) {
  const { service, action } = INTEGRATION.exec(resource)?.groups ?? {};
  return service === undefined ? undefined : { resourceType: service, resource: action };
}

const timeoutOf = ({ timeoutSeconds }: RunningTask) =>
  timeoutSeconds === undefined ? {} : { timeoutInSeconds: timeoutSeconds };

const included = { truncated: false };

/** The task was scheduled, and at once started. */
export function taskBegan(task: RunningTask, region: string): readonly TaskEvent[] {
  const integration = integrationOf(task.resource);
  const parameters = JSON.stringify(task.parameters);
  if (!integration) {
    const { resource } = task;
    const scheduled = { resource, input: parameters, inputDetails: included, ...timeoutOf(task) };
    return [
      {
        type: "LambdaFunctionScheduled",
        details: { lambdaFunctionScheduledEventDetails: scheduled },
      },
      { type: "LambdaFunctionStarted", details: {} },
    ];
  }
  const scheduled = { ...integration, region, parameters, ...timeoutOf(task) };
  return [
    { type: "TaskScheduled", details: { taskScheduledEventDetails: scheduled } },
    { type: "TaskStarted", details: { taskStartedEventDetails: integration } },
  ];
}

/** The other service took the job. */
export function taskSubmitted(task: RunningTask, output: string): TaskEvent {
  const submitted = { ...integrationOf(task.resource), output, outputDetails: included };
  return { type: "TaskSubmitted", details: { taskSubmittedEventDetails: submitted } };
}

export function taskSucceeded(task: RunningTask, output: string): TaskEvent {
  const integration = integrationOf(task.resource);
  const details = { ...integration, output, outputDetails: included };
  return integration
    ? { type: "TaskSucceeded", details: { taskSucceededEventDetails: details } }
    : {
        type: "LambdaFunctionSucceeded",
        details: { lambdaFunctionSucceededEventDetails: details },
      };
}

export function taskFailed(task: RunningTask, { error, cause }: StateFailure): TaskEvent {
  const integration = integrationOf(task.resource);
  const ending = error === "States.Timeout" ? "TimedOut" : "Failed";
  const details = {
    ...integration,
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
  };
  return integration
    ? { type: `Task${ending}`, details: { [`task${ending}EventDetails`]: details } }
    : {
        type: `LambdaFunction${ending}`,
        details: { [`lambdaFunction${ending}EventDetails`]: details },
      };
}
