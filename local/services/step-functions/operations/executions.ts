import type {
  DescribeExecutionInput,
  DescribeExecutionOutput,
  ListExecutionsInput,
  ListExecutionsOutput,
  StartExecutionInput,
  StartExecutionOutput,
  StopExecutionInput,
  StopExecutionOutput,
} from "@aws-sdk/client-sfn";
import type { Operation } from "../../../kernel/service.ts";
import { pageOf } from "../../paging/page.ts";
import type { Engine } from "../engine.ts";
import { invalidToken } from "../errors.ts";
import type { ExecutionRecord } from "../execution/execution.ts";
import { stop } from "../execution/stimuli.ts";
import { findExecution, findMachine, isKept } from "../find.ts";
import { type Answer, statesOperation } from "../operation.ts";
import { executionsAt, siteOf } from "../places.ts";
import { startExecution } from "../start-execution.ts";

const PAGE = 100;

export const startExecutionOf = (
  engine: Engine,
): Operation<StartExecutionInput, Answer<StartExecutionOutput>> =>
  statesOperation({
    name: "StartExecution",
    members: ["stateMachineArn", "name", "input"],
    resource: ({ stateMachineArn }) => stateMachineArn,
    run(input, call) {
      const machine = findMachine(call, input.stateMachineArn);
      const { execution, isNew } = startExecution(call.world, machine, input);
      if (isNew) engine.begin(execution);
      return { executionArn: execution.arn, startDate: new Date(execution.startedAt) };
    },
  });

/** Executions in a listing and by themselves have these in common. */
const summary = (execution: ExecutionRecord) => ({
  executionArn: execution.arn,
  stateMachineArn: execution.machineArn,
  name: execution.name,
  status: execution.status,
  startDate: new Date(execution.startedAt),
  ...(execution.stoppedAt !== undefined && { stopDate: new Date(execution.stoppedAt) }),
  redriveCount: execution.redrives,
  ...(execution.redrivenAt !== undefined && { redriveDate: new Date(execution.redrivenAt) }),
});

export const describeExecution: Operation<
  DescribeExecutionInput,
  Answer<DescribeExecutionOutput>
> = statesOperation({
  name: "DescribeExecution",
  members: ["executionArn"],
  resource: ({ executionArn }) => executionArn,
  run({ executionArn }, call) {
    const execution = findExecution(call, executionArn);
    const { input, output, error, cause, status } = execution;
    return {
      ...summary(execution),
      input,
      inputDetails: { included: true },
      ...(output !== undefined && { output, outputDetails: { included: true } }),
      ...(error !== undefined && { error }),
      ...(cause !== undefined && { cause }),
      redriveStatus:
        status === "RUNNING" || status === "SUCCEEDED" ? "NOT_REDRIVABLE" : "REDRIVABLE",
    };
  },
});

export const listExecutions: Operation<
  ListExecutionsInput,
  Answer<ListExecutionsOutput>
> = statesOperation({
  name: "ListExecutions",
  members: ["stateMachineArn", "statusFilter", "maxResults", "nextToken"],
  resource: ({ stateMachineArn }) => stateMachineArn,
  run({ stateMachineArn, statusFilter, maxResults, nextToken }, call) {
    const { arn } = findMachine(call, stateMachineArn);
    const all = [...executionsAt(call.world, siteOf(arn)).values()].filter(
      (execution) =>
        execution.machineArn === arn &&
        (statusFilter ?? execution.status) === execution.status &&
        isKept(execution, call.world),
    );
    // Those that started last come first.
    const ordered = all.toReversed().toSorted((one, other) => other.startedAt - one.startedAt);
    const asked = { limit: maxResults || PAGE, token: nextToken };
    const { items, next } = pageOf(ordered, asked, invalidToken);
    return { executions: items.map(summary), ...(next !== undefined && { nextToken: next }) };
  },
});

/** Stopping an execution that has ended answers when it did. */
export const stopExecution = (
  engine: Engine,
): Operation<StopExecutionInput, Answer<StopExecutionOutput>> =>
  statesOperation({
    name: "StopExecution",
    members: ["executionArn", "error", "cause"],
    resource: ({ executionArn }) => executionArn,
    run({ executionArn, error, cause }, call) {
      const { arn } = findExecution(call, executionArn);
      engine.apply(arn, stop(error, cause));
      const { stoppedAt = call.world.clock.now() } = findExecution(call, executionArn);
      return { stopDate: new Date(stoppedAt) };
    },
  });
