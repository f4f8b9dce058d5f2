import type { ChoiceState } from "./states/choice.ts";
import type { FailState } from "./states/fail.ts";
import type { MapState } from "./states/map.ts";
import type { ParallelState } from "./states/parallel.ts";
import type { PassState } from "./states/pass.ts";
import type { SucceedState } from "./states/succeed.ts";
import type { TaskState } from "./states/task.ts";
import type { WaitState } from "./states/wait.ts";

export type State =
  | TaskState
  | ChoiceState
  | WaitState
  | PassState
  | SucceedState
  | FailState
  | ParallelState
  | MapState;

/** A sequence of states: a machine, a branch of Parallel, or what Map does with each item. */
export interface Scope {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

/** A whole state machine. */
export interface Machine extends Scope {
  readonly TimeoutSeconds?: number | undefined;
}
