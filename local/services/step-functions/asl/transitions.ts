import type { Scope, State } from "./scope.ts";

interface Problem {
  readonly code: string;
  readonly message: string;
}

/** Every state that a state can go to, with the field that says so. */
function targetsOf(state: State): readonly (readonly [field: string, target: string])[] {
  const targets: [string, string][] = [];
  if ("Next" in state && state.Next !== undefined) targets.push(["Next", state.Next]);
  if ("Catch" in state) {
    for (const [index, { Next }] of (state.Catch ?? []).entries())
      targets.push([`Catch[${index}]/Next`, Next]);
  }
  if (state.Type === "Choice") {
    for (const [index, { Next }] of state.Choices.entries())
      targets.push([`Choices[${index}]/Next`, Next]);
    if (state.Default !== undefined) targets.push(["Default", state.Default]);
  }
  return targets;
}

/** Task, Wait, Pass, Parallel and Map go on or end. */
function isOpen(state: State): boolean {
  if (state.Type === "Choice" || state.Type === "Succeed" || state.Type === "Fail") return false;
  return (state.Next === undefined) === (state.End !== true);
}

function reachable({ StartAt, States }: Scope): ReadonlySet<string> {
  const found = new Set([StartAt]);
  for (const name of found) {
    const state = States[name];
    for (const [, target] of state ? targetsOf(state) : []) found.add(target);
  }
  return found;
}

/** What is wrong with the ways between the states of a scope, if anything. */
export function problemOfTransitions(scope: Scope, at: string): Problem | undefined {
  const { StartAt, States } = scope;
  if (!States[StartAt]) {
    const message = `Missing 'Next' target: ${StartAt} at ${at}/StartAt`;
    return { code: "MISSING_TRANSITION_TARGET", message };
  }
  for (const [name, state] of Object.entries(States)) {
    const here = `${at}/States/${name}`;
    if (isOpen(state)) {
      const message = `Exactly one of Next and End is required at ${here}`;
      return { code: "SCHEMA_VALIDATION_FAILED", message };
    }
    const missing = targetsOf(state).find(([, target]) => !States[target]);
    if (missing) {
      const message = `Missing 'Next' target: ${missing[1]} at ${here}/${missing[0]}`;
      return { code: "MISSING_TRANSITION_TARGET", message };
    }
  }
  const reached = reachable(scope);
  const lost = Object.keys(States).find((name) => !reached.has(name));
  if (lost === undefined) return undefined;
  const message = `State "${lost}" is not reachable. at ${at}/States/${lost}`;
  return { code: "MISSING_TRANSITION_TARGET", message };
}
