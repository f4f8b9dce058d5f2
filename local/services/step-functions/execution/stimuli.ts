import type { Json } from "../../json-path/json.ts";
import { runtimeFailure, StateFailure } from "../asl/failure.ts";
import { attempt, enter, fail, failExecution, finish, type Within } from "./interpreter.ts";
import { checkSize } from "./size.ts";
import { taskFailed, taskSubmitted, taskSucceeded } from "./task-events.ts";
import { ROOT, type RunningTask, type Thread } from "./thread.ts";
import { HistoryFull, type Turn } from "./turn.ts";

type AtTask = Thread & { readonly position: RunningTask };

/** Does something to an execution and lets it run on until every thread waits for something. */
export function advance(turn: Turn, stimulus: (turn: Turn) => void): void {
  try {
    stimulus(turn);
    while (turn.isRunning) {
      const ready = turn.threads.find(({ position }) => position.kind === "ready");
      if (!ready) return;
      enter(turn, ready);
    }
  } catch (error) {
    if (!(error instanceof HistoryFull)) throw error;
    const cause = "The execution reached the maximum number of history events (25000).";
    failExecution(turn, runtimeFailure(cause));
  }
}

/** The thread that waits for the result of this attempt; none when nobody wants it any more. */
function taskAt(turn: Turn, token: number): AtTask | undefined {
  return turn.threads.find(
    (thread): thread is AtTask =>
      thread.position.kind === "task" && thread.position.token === token,
  );
}

/** A task has a result. */
export const succeedTask = (token: number, output: Json) => (turn: Turn) => {
  const thread = taskAt(turn, token);
  if (!thread) return;
  const { position } = thread;
  const text = JSON.stringify(output);
  try {
    checkSize(text, position.resource);
  } catch (failure) {
    return failTask(token, failure as StateFailure)(turn);
  }
  const { type, details } = taskSucceeded(position, text);
  finish(turn, turn.note(thread, type, details) as Within, output);
};

/** A task failed. */
export const failTask = (token: number, failure: StateFailure) => (turn: Turn) => {
  const thread = taskAt(turn, token);
  if (!thread) return;
  const { type, details } = taskFailed(thread.position, failure);
  const noted = turn.note(thread, type, details);
  fail(turn, noted, { inside: thread.position, failure });
};

/** The other service took the job, and told its name and this answer. */
export const submitTask = (token: number, job: string, output: Json) => (turn: Turn) => {
  const thread = taskAt(turn, token);
  if (!thread) return;
  const { type, details } = taskSubmitted(thread.position, JSON.stringify(output));
  turn.note({ ...thread, position: { ...thread.position, job } }, type, details);
};

const isOver = (deadline: number | undefined, now: number) =>
  deadline !== undefined && deadline <= now;

/** Does everything whose moment has come. */
export const wake = (turn: Turn): void => {
  const { now } = turn.facts;
  if (isOver(turn.execution.deadline, now)) {
    timeOut(turn);
    return;
  }
  for (const thread of turn.threads) {
    const { position } = thread;
    if (position.kind === "wait" && position.until <= now)
      finish(turn, thread as Within, position.input);
    else if (position.kind === "backoff" && position.until <= now) attempt(turn, thread, position);
    else if (position.kind === "task" && isOver(position.deadline, now))
      timeOutTask(turn, position);
  }
};

function timeOutTask(turn: Turn, task: RunningTask): void {
  turn.abandoned.push(task);
  failTask(task.token, new StateFailure("States.Timeout"))(turn);
}

function timeOut(turn: Turn): void {
  // Of an execution that ran too long AWS tells no error and no cause.
  turn.end({ status: "TIMED_OUT" }, "ExecutionTimedOut");
}

/** Somebody stops the execution. */
export const stop = (error: string | undefined, cause: string | undefined) => (turn: Turn) => {
  turn.end({ status: "ABORTED", error, cause }, "ExecutionAborted", {
    executionAbortedEventDetails: {
      ...(error !== undefined && { error }),
      ...(cause !== undefined && { cause }),
    },
  });
};

/** Goes on at the state that failed. */
export const redrive = (turn: Turn): void => {
  const root = turn.thread(ROOT);
  if (root?.position.kind !== "halted") return;
  const noted = turn.note(root, "ExecutionRedriven", {
    executionRedrivenEventDetails: { redriveCount: turn.execution.redrives },
  });
  turn.put({ ...noted, position: { ...root.position, kind: "ready" } });
};
