import type { Json } from "../../json-path/json.ts";
import { runtimeFailure, StateFailure } from "../asl/failure.ts";
import type { State } from "../asl/scope.ts";
import type { Entrance, Exit, Visit } from "../asl/visit.ts";
import { enterState, finishState, scopeAt } from "./behaviours.ts";
import { contextOf } from "./context.ts";
import { breakFork, closeBranch, openFork } from "./fork.ts";
import { recovery } from "./recovery.ts";
import { checkSize } from "./size.ts";
import { taskBegan } from "./task-events.ts";
import { type Inside, ROOT, type RunningTask, type Thread } from "./thread.ts";
import type { Turn } from "./turn.ts";

/** A thread that is inside a state. */
export type Within = Thread & { readonly position: Inside & { readonly kind: string } };

function stateOf(turn: Turn, thread: Thread, name: string): State {
  const state = scopeAt(turn.facts.machine, thread.scope).States[name];
  if (!state) throw new Error(`The definition has no state ${name}`);
  return state;
}

function visitOf(turn: Turn, thread: Thread, inside: Inside): Visit {
  const { now, random } = turn.facts;
  return { input: inside.input, context: contextOf(turn, thread, inside), now, random };
}

/** Failures of the definition itself tell where they happened. */
function located(failure: StateFailure, { state, enteredEvent }: Inside): StateFailure {
  if (failure.error !== "States.Runtime") return failure;
  const where = `An error occurred while executing the state '${state}' (entered at the event id #${enteredEvent}).`;
  return runtimeFailure(`${where} ${failure.cause}`);
}

/** What happens in a state: a failure in it becomes the failure of the state. */
interface Happening<T> {
  readonly inside: Inside;
  readonly work: () => T;
  readonly done: (result: T) => void;
}

function happen<T>(turn: Turn, thread: Thread, { inside, work, done }: Happening<T>): void {
  let result: T;
  try {
    result = work();
  } catch (failure) {
    if (!(failure instanceof StateFailure)) throw failure;
    fail(turn, thread, { inside, failure: located(failure, inside) });
    return;
  }
  done(result);
}

/** Enters the state for which a thread is ready. */
export function enter(turn: Turn, thread: Thread): void {
  if (thread.position.kind !== "ready") return;
  const { state: name, input } = thread.position;
  const { Type } = stateOf(turn, thread, name);
  const entered = turn.note(thread, `${Type}StateEntered`, {
    stateEnteredEventDetails: {
      name,
      input: JSON.stringify(input),
      inputDetails: { truncated: false },
    },
  });
  turn.passages.push({ state: name, event: "entered" });
  const enteredAt = turn.facts.now;
  const inside = { state: name, input, enteredAt, enteredEvent: entered.lastEvent, retries: [] };
  attempt(turn, entered, inside);
}

/** Tries to run the state: for the first time, or again. */
export function attempt(turn: Turn, thread: Thread, inside: Inside): void {
  const state = stateOf(turn, thread, inside.state);
  happen(turn, thread, {
    inside,
    work: () => enterState(state, visitOf(turn, thread, inside)),
    done: (entrance) => begin(turn, thread, { inside, entrance }),
  });
}

interface Begun<E = Entrance> {
  readonly inside: Inside;
  readonly entrance: E;
}

function begin(turn: Turn, thread: Thread, { inside, entrance }: Begun): void {
  switch (entrance.kind) {
    case "exit":
      exit(turn, thread, { inside, ...entrance });
      break;
    case "wait":
      turn.put({ ...thread, position: { ...facts(inside), ...entrance } });
      break;
    case "task":
      beginTask(turn, thread, { inside, entrance });
      break;
    case "fork":
      beginFork(turn, thread, { inside, entrance });
      break;
    default:
      entrance satisfies never;
  }
}

/** What a visit keeps from one position to the next. */
const facts = ({ state, input, enteredAt, enteredEvent, retries }: Inside): Inside => ({
  ...{ state, input, enteredAt, enteredEvent, retries },
});

type TaskEntrance = Extract<Entrance, { kind: "task" }>;

function beginTask(turn: Turn, thread: Thread, { inside, entrance }: Begun<TaskEntrance>): void {
  const { timeoutSeconds } = entrance;
  const position: RunningTask = {
    ...facts(inside),
    ...entrance,
    token: turn.nextToken(),
    ...(timeoutSeconds !== undefined && { deadline: turn.facts.now + timeoutSeconds * 1_000 }),
  };
  let noted = turn.put({ ...thread, position });
  for (const { type, details } of taskBegan(position, turn.facts.region)) {
    noted = turn.note(noted, type, details);
  }
}

type ForkEntrance = Extract<Entrance, { kind: "fork" }>;

function beginFork(turn: Turn, thread: Thread, { inside, entrance }: Begun<ForkEntrance>): void {
  const { branches, concurrency } = entrance;
  const { Type } = stateOf(turn, thread, inside.state);
  const position = { ...facts(inside), kind: "fork" } as const;
  const started = turn.note(
    turn.put({ ...thread, position }),
    `${Type}StateStarted`,
    Type === "Map" ? { mapStateStartedEventDetails: { length: branches.length } } : {},
  );
  if (branches.length > 0) openFork(turn, started, { inside, branches, concurrency });
  else finish(turn, { ...started, position }, []);
}

/** Goes on in a state with the result of its task or branches, or because its time has come. */
export function finish(turn: Turn, thread: Within, result: Json): void {
  const { position: inside } = thread;
  const state = stateOf(turn, thread, inside.state);
  const isFork = state.Type === "Parallel" || state.Type === "Map";
  const noted = isFork ? turn.note(thread, `${state.Type}StateSucceeded`) : thread;
  happen(turn, noted, {
    inside,
    work: () => finishState(state, visitOf(turn, noted, inside), result),
    done: (exited) => exit(turn, noted, { inside, ...exited }),
  });
}

interface Exiting extends Omit<Exit, "kind"> {
  readonly inside: Inside;
}

/** Leaves a state with an output, if that is not too large. */
function exit(turn: Turn, thread: Thread, exiting: Exiting): void {
  const { inside, output } = exiting;
  const text = JSON.stringify(output);
  happen(turn, thread, {
    inside,
    work: () => checkSize(text, inside.state),
    done: () => leave(turn, thread, { ...exiting, text }),
  });
}

function leave(
  turn: Turn,
  thread: Thread,
  { inside: { state: name }, output, next, text }: Exiting & { readonly text: string },
): void {
  const { Type } = stateOf(turn, thread, name);
  const left = turn.note(thread, `${Type}StateExited`, {
    stateExitedEventDetails: { name, output: text, outputDetails: { truncated: false } },
  });
  turn.passages.push({ state: name, event: "exited" });
  if (next === undefined) complete(turn, left, output);
  else turn.put({ ...left, position: { kind: "ready", state: next, input: output } });
}

/** The last state of a scope was left. */
function complete(turn: Turn, thread: Thread, output: Json): void {
  if (thread.id !== ROOT) {
    const closed = closeBranch(turn, thread, output);
    if (closed) finish(turn, closed.parent as Within, closed.outputs);
    return;
  }
  const text = JSON.stringify(output);
  turn.end({ status: "SUCCEEDED", output: text }, "ExecutionSucceeded", {
    executionSucceededEventDetails: { output: text, outputDetails: { truncated: false } },
  });
}

interface Failing {
  readonly inside: Inside;
  readonly failure: StateFailure;
}

/** A state failed: it is tried again, or goes on where its Catch says, or fails what surrounds it. */
export function fail(turn: Turn, thread: Thread, { inside, failure }: Failing): void {
  const { error, cause } = failure;
  const found = recovery(stateOf(turn, thread, inside.state), { inside, failure }, turn.facts);
  const event = found.kind === "backoff" ? "retried" : "failed";
  turn.passages.push({ state: inside.state, event, error, cause });
  if (found.kind === "backoff") turn.put({ ...thread, position: found });
  else if (found.kind === "exit") exit(turn, thread, { inside, ...found });
  else giveUp(turn, thread, found.failure);
}

function giveUp(turn: Turn, thread: Thread, failure: StateFailure): void {
  const parent = breakFork(turn, thread) as Within | undefined;
  if (!parent) {
    failExecution(turn, failure);
    return;
  }
  const { Type } = stateOf(turn, parent, parent.position.state);
  const noted = turn.note(parent, `${Type}StateFailed`);
  fail(turn, noted, { inside: parent.position, failure });
}

/** Ends the whole execution with a failure. */
export function failExecution(turn: Turn, { error, cause }: StateFailure): void {
  const details = { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
  turn.end({ status: "FAILED", error, cause }, "ExecutionFailed", {
    executionFailedEventDetails: details,
  });
}
