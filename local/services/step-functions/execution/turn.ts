import type { Instant } from "../../../kernel/clock.ts";
import type { Random } from "../../../kernel/random.ts";
import type { Machine } from "../asl/scope.ts";
import type { ExecutionRecord, HistoryRecord, Status } from "./execution.ts";
import { ROOT, type RunningTask, type Thread } from "./thread.ts";

/** What an execution's turn is told. */
export interface TurnFacts {
  readonly machine: Machine;
  readonly roleArn: string;
  readonly region: string;
  readonly now: Instant;
  readonly random: Random;
}

/** A state was entered or left, as the trace tells it. */
export interface Passage {
  readonly state: string;
  readonly event: "entered" | "exited" | "retried" | "failed";
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
}

/** How an execution ends. */
export interface Ending {
  readonly status: Exclude<Status, "RUNNING">;
  readonly output?: string;
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
}

// Facts 3.1: the execution fails when its history is full.
const LONGEST_HISTORY = 25_000;

/** The execution has come to the end of what its history can hold. */
export class HistoryFull extends Error {
  override readonly name = "HistoryFull";
}

/**
 * What happens to an execution between two writes of its record: the record as it becomes, the events
 * that join its history, and the tasks of which nothing is wanted any more.
 */
export class Turn {
  execution: ExecutionRecord;
  readonly facts: TurnFacts;
  readonly history: HistoryRecord[] = [];
  readonly passages: Passage[] = [];
  readonly abandoned: RunningTask[] = [];

  constructor(execution: ExecutionRecord, facts: TurnFacts) {
    this.execution = execution;
    this.facts = facts;
  }

  get isRunning(): boolean {
    return this.execution.status === "RUNNING";
  }

  get threads(): readonly Thread[] {
    return Object.values(this.execution.threads);
  }

  thread(id: string): Thread | undefined {
    return this.execution.threads[id];
  }

  childrenOf(parent: Thread): readonly Thread[] {
    return this.threads.filter((each) => each.parent === parent.id);
  }

  put(thread: Thread): Thread {
    const threads = { ...this.execution.threads, [thread.id]: thread };
    this.execution = { ...this.execution, threads };
    return thread;
  }

  /** Forgets a thread and everything below it; its tasks are abandoned. */
  drop(thread: Thread): void {
    for (const child of this.childrenOf(thread)) this.drop(child);
    if (thread.position.kind === "task") this.abandoned.push(thread.position);
    const { [thread.id]: _, ...threads } = this.execution.threads;
    this.execution = { ...this.execution, threads };
  }

  /** Adds an event to the history, after the last one of the thread. Throws HistoryFull. */
  note(thread: Thread, type: string, details: HistoryRecord["details"] = {}): Thread {
    // The last place is kept for the event of the failure itself.
    if (this.execution.lastEvent >= LONGEST_HISTORY - 1) throw new HistoryFull();
    const id = this.#append(thread.lastEvent, type, details);
    return this.put({ ...thread, lastEvent: id });
  }

  nextToken(): number {
    const lastToken = this.execution.lastToken + 1;
    this.execution = { ...this.execution, lastToken };
    return lastToken;
  }

  /** Ends the execution, with the event that says so; all that is at work is abandoned. */
  end(ending: Ending, type: string, details: HistoryRecord["details"] = {}): void {
    const root = this.thread(ROOT);
    if (root) this.drop(root);
    this.#append(root?.lastEvent ?? this.execution.lastEvent, type, details);
    const { output, error, cause } = ending;
    this.execution = {
      ...this.execution,
      status: ending.status,
      stoppedAt: this.facts.now,
      threads: root && ending.status !== "SUCCEEDED" ? halted(root) : {},
      ...(output !== undefined && { output }),
      ...(error !== undefined && { error }),
      ...(cause !== undefined && { cause }),
    };
  }

  #append(previousEventId: number, type: string, details: HistoryRecord["details"]): number {
    const id = this.execution.lastEvent + 1;
    this.history.push({ id, previousEventId, at: this.facts.now, type, details });
    this.execution = { ...this.execution, lastEvent: id };
    return id;
  }
}

/** What a redrive needs to know of an execution that did not succeed. */
function halted(root: Thread): ExecutionRecord["threads"] {
  if (!("state" in root.position)) return {};
  const { state, input } = root.position;
  return { [root.id]: { ...root, position: { kind: "halted", state, input } } };
}
