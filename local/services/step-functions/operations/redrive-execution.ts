import {
  ExecutionNotRedrivable,
  type RedriveExecutionInput,
  type RedriveExecutionOutput,
} from "@aws-sdk/client-sfn";
import { NotEmulated } from "../../../kernel/aws-error.ts";
import type { Operation } from "../../../kernel/service.ts";
import type { Engine } from "../engine.ts";
import type { ExecutionRecord } from "../execution/execution.ts";
import { redrive } from "../execution/stimuli.ts";
import { ROOT } from "../execution/thread.ts";
import { findExecution } from "../find.ts";
import { machineOf } from "../machines.ts";
import { type Answer, statesOperation } from "../operation.ts";
import { executionsAt, revisionsAt, siteOf } from "../places.ts";

// Facts 3.1: within 14 days, and with fewer than 24,999 events.
const REDRIVABLE_FOR = 14 * 24 * 60 * 60 * 1_000;
const MOST_EVENTS = 24_999;

function reasonAgainst(execution: ExecutionRecord, now: number): string | undefined {
  const { status, lastEvent, stoppedAt = now } = execution;
  if (status === "RUNNING") return "Execution is RUNNING and cannot be redriven";
  if (status === "SUCCEEDED") return "Execution is SUCCEEDED and cannot be redriven";
  if (lastEvent >= MOST_EVENTS) return "Execution has exceeded the event limit for redrives";
  if (now > stoppedAt + REDRIVABLE_FOR) return "Execution has exceeded the redrivable period";
  return undefined;
}

/** The record of an execution that runs again from the state that failed. */
function revived(execution: ExecutionRecord, now: number): ExecutionRecord {
  const { stoppedAt: _, output: _output, error: _error, cause: _cause, ...rest } = execution;
  const redrives = execution.redrives + 1;
  // The machine's time-out begins anew (Step Functions Developer Guide, "Redriving executions").
  const allowed = (execution.deadline ?? now) - (execution.redrivenAt ?? execution.startedAt);
  return { ...rest, status: "RUNNING", redrives, redrivenAt: now, deadline: now + allowed };
}

/**
 * Goes on with an execution that failed, at the state that failed. Where that is a Parallel or a Map,
 * AWS goes on with its failed branches only; this is not emulated.
 */
export const redriveExecution = (
  engine: Engine,
): Operation<RedriveExecutionInput, Answer<RedriveExecutionOutput>> =>
  statesOperation({
    name: "RedriveExecution",
    members: ["executionArn"],
    resource: ({ executionArn }) => executionArn,
    run({ executionArn }, call) {
      const execution = findExecution(call, executionArn);
      const now = call.world.clock.now();
      const reason = reasonAgainst(execution, now);
      if (reason !== undefined) {
        throw new ExecutionNotRedrivable({
          message: `${reason}: '${execution.arn}'`,
          $metadata: {},
        });
      }
      const site = siteOf(execution.arn);
      const revision = revisionsAt(call.world, site).get(execution.revision);
      const position = execution.threads[ROOT]?.position;
      const state =
        revision && position?.kind === "halted"
          ? machineOf(revision).States[position.state]
          : undefined;
      if (state?.Type === "Parallel" || state?.Type === "Map") {
        throw new NotEmulated(`the redrive of a ${state.Type} state`);
      }
      const again = revived(execution, now);
      executionsAt(call.world, site).set(again.arn, again);
      engine.begin(again);
      engine.apply(again.arn, redrive);
      return { redriveDate: new Date(now) };
    },
  });
