import type { Instant } from "../../../kernel/clock.ts";
import type { Thread } from "./thread.ts";

export type Status = "RUNNING" | "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "ABORTED";

/** One execution: everything that is needed to go on with it after a restart. */
export interface ExecutionRecord {
  readonly arn: string;
  readonly name: string;
  readonly machineArn: string;
  readonly machineName: string;
  /** The revision of the machine that it runs, whatever becomes of the machine meanwhile. */
  readonly revision: string;
  readonly status: Status;
  readonly startedAt: Instant;
  readonly stoppedAt?: Instant;
  /** JSON text, as it was given. */
  readonly input: string;
  /** JSON text. */
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
  /** When it ends with TIMED_OUT. */
  readonly deadline?: Instant;
  readonly threads: Readonly<Record<string, Thread>>;
  /** Number of its last event. */
  readonly lastEvent: number;
  /** Token of the task that was begun last. */
  readonly lastToken: number;
  readonly redrives: number;
  readonly redrivenAt?: Instant;
}

/** One event of an execution's history. */
export interface HistoryRecord {
  readonly id: number;
  readonly previousEventId: number;
  /** Milliseconds since the epoch. */
  readonly at: Instant;
  readonly type: string;
  /** Named as in the API, such as `stateEnteredEventDetails`. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** When an execution has something to do by itself, if ever. */
export function dueOf({ status, deadline, threads }: ExecutionRecord): Instant | undefined {
  if (status !== "RUNNING") return undefined;
  const moments = Object.values(threads).flatMap(({ position }) => {
    switch (position.kind) {
      case "ready":
        return [0];
      case "task":
        return position.deadline === undefined ? [] : [position.deadline];
      case "wait":
      case "backoff":
        return [position.until];
      default:
        return [];
    }
  });
  if (deadline !== undefined) moments.push(deadline);
  return moments.length === 0 ? undefined : Math.min(...moments);
}
