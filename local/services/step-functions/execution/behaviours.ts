import type { Json } from "../../json-path/json.ts";
import type { Machine, Scope, State } from "../asl/scope.ts";
import { choice } from "../asl/states/choice.ts";
import { fail } from "../asl/states/fail.ts";
import { map } from "../asl/states/map.ts";
import { parallel } from "../asl/states/parallel.ts";
import { pass } from "../asl/states/pass.ts";
import { succeed } from "../asl/states/succeed.ts";
import { task } from "../asl/states/task.ts";
import { wait } from "../asl/states/wait.ts";
import type { Behaviour, Entrance, Exit, Visit } from "../asl/visit.ts";

const BEHAVIOURS = {
  Task: task,
  Choice: choice,
  Wait: wait,
  Pass: pass,
  Succeed: succeed,
  Fail: fail,
  Parallel: parallel,
  Map: map,
} as const;

// Each behaviour is at the type of its own state, which the compiler cannot follow through a table.
const behaviourOf = (state: State) => BEHAVIOURS[state.Type] as Behaviour<State>;

/** What a state does when it is entered. Throws StateFailure. */
export const enterState = (state: State, visit: Visit): Entrance =>
  behaviourOf(state).enter(state, visit);

/** How a state goes on with a result. Throws StateFailure. */
export function finishState(state: State, visit: Visit, result: Json): Exit {
  return behaviourOf(state).finish?.(state, visit, result) ?? { kind: "exit", output: result };
}

/** The states that a thread runs. */
export function scopeAt(machine: Machine, path: readonly (string | number)[]): Scope {
  let here: unknown = machine;
  for (const name of path) here = (here as Record<string | number, unknown>)[name];
  return here as Scope;
}
