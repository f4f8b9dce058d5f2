import type { Json } from "../../json-path/json.ts";
import type { Inside, Thread } from "./thread.ts";
import type { Turn } from "./turn.ts";

function itemOf(turn: Turn, thread: Thread | undefined): Thread["item"] {
  if (!thread) return undefined;
  return thread.item ?? itemOf(turn, turn.thread(thread.parent ?? ""));
}

const time = (at: number) => new Date(at).toISOString();

/** The context object `$$` (Step Functions Developer Guide, "Context object"). */
export function contextOf(turn: Turn, thread: Thread, inside: Inside): Json {
  const { execution, facts } = turn;
  const item = itemOf(turn, thread);
  return {
    Execution: {
      Id: execution.arn,
      Input: JSON.parse(execution.input) as Json,
      Name: execution.name,
      RoleArn: facts.roleArn,
      StartTime: time(execution.startedAt),
      RedriveCount: execution.redrives,
      ...(execution.redrivenAt !== undefined && { RedriveTime: time(execution.redrivenAt) }),
    },
    State: {
      EnteredTime: time(inside.enteredAt),
      Name: inside.state,
      RetryCount: inside.retries.reduce((sum, each) => sum + each, 0),
    },
    StateMachine: { Id: execution.machineArn, Name: execution.machineName },
    ...(item && { Map: { Item: { Index: item.index, Value: item.value } } }),
  };
}
