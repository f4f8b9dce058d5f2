import type { ServiceEvent } from "./dependencies.ts";
import type { ExecutionRecord } from "./execution/execution.ts";
import { siteOf } from "./places.ts";

// EventBridge takes entries of 256 KiB: longer payloads are left out of the event
// (Step Functions Developer Guide, "Event payload"); the bound on each is 248 KiB.
const LONGEST_SHOWN = 248 * 1024;

const shown = (text: string) => Buffer.byteLength(text) <= LONGEST_SHOWN;

function payload(name: "input" | "output", text: string | undefined): object {
  if (text === undefined) return { [name]: null, [`${name}Details`]: null };
  const included = shown(text);
  return { [name]: included ? text : null, [`${name}Details`]: { included } };
}

/** "Step Functions Execution Status Change", which every Standard execution sends at each change. */
export function statusChange(execution: ExecutionRecord): ServiceEvent {
  const { arn, machineArn, name, status, startedAt, stoppedAt, error, cause } = execution;
  return {
    ...siteOf(arn),
    source: "aws.states",
    detailType: "Step Functions Execution Status Change",
    resources: [arn],
    detail: {
      executionArn: arn,
      stateMachineArn: machineArn,
      name,
      status,
      startDate: startedAt,
      stopDate: stoppedAt ?? null,
      ...payload("input", execution.input),
      ...payload("output", execution.output),
      stateMachineVersionArn: null,
      stateMachineAliasArn: null,
      redriveCount: execution.redrives,
      redriveDate: execution.redrivenAt ?? null,
      redriveStatus:
        status === "RUNNING" || status === "SUCCEEDED" ? "NOT_REDRIVABLE" : "REDRIVABLE",
      error: error ?? null,
      cause: cause ?? null,
    },
  };
}
