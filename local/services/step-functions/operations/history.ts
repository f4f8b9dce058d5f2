import type {
  DescribeStateMachineForExecutionInput,
  DescribeStateMachineForExecutionOutput,
  GetExecutionHistoryInput,
  GetExecutionHistoryOutput,
  HistoryEvent,
} from "@aws-sdk/client-sfn";
import type { Operation } from "../../../kernel/service.ts";
import { pageOf } from "../../paging/page.ts";
import { invalidToken, machineDoesNotExist } from "../errors.ts";
import type { HistoryRecord } from "../execution/execution.ts";
import { findExecution } from "../find.ts";
import { type Answer, statesOperation } from "../operation.ts";
import { historyAt, historyKey, machinesAt, revisionsAt, siteOf } from "../places.ts";

const PAGE = 100;

const eventOf = ({ id, previousEventId, at, type, details }: HistoryRecord) =>
  ({ id, previousEventId, timestamp: new Date(at), type, ...details }) as HistoryEvent;

export const getExecutionHistory: Operation<
  GetExecutionHistoryInput,
  Answer<GetExecutionHistoryOutput>
> = statesOperation({
  name: "GetExecutionHistory",
  members: ["executionArn", "maxResults", "reverseOrder", "nextToken"],
  resource: ({ executionArn }) => executionArn,
  run({ executionArn, maxResults, reverseOrder = false, nextToken }, call) {
    const { arn, lastEvent } = findExecution(call, executionArn);
    const ids = Array.from({ length: lastEvent }, (_, index) => index + 1);
    const asked = { limit: maxResults || PAGE, token: nextToken };
    const { items, next } = pageOf(reverseOrder ? ids.toReversed() : ids, asked, invalidToken);
    const history = historyAt(call.world, siteOf(arn));
    const events = items.flatMap((id) => history.get(historyKey(arn, id)) ?? []);
    return { events: events.map(eventOf), ...(next !== undefined && { nextToken: next }) };
  },
});

export const describeStateMachineForExecution: Operation<
  DescribeStateMachineForExecutionInput,
  Answer<DescribeStateMachineForExecutionOutput>
> = statesOperation({
  name: "DescribeStateMachineForExecution",
  members: ["executionArn"],
  resource: ({ executionArn }) => executionArn,
  run({ executionArn }, call) {
    const { arn, revision: key, machineArn, machineName } = findExecution(call, executionArn);
    const revision = revisionsAt(call.world, siteOf(arn)).get(key);
    const machine = machinesAt(call.world, siteOf(arn)).get(machineArn);
    if (!revision || !machine) throw machineDoesNotExist(machineArn);
    return {
      stateMachineArn: machineArn,
      name: machineName,
      definition: revision.definition,
      roleArn: revision.roleArn,
      updateDate: new Date(machine.createdAt),
      revisionId: revision.id,
    };
  },
});
