import type { Instant } from "../../../kernel/clock.ts";
import type { Json } from "../../json-path/json.ts";

/** One visit of a state that takes time, with what a second try of it needs to know. */
export interface Inside {
  readonly state: string;
  /** The raw input of the state. */
  readonly input: Json;
  readonly enteredAt: Instant;
  /** Number of the event that told of its entrance. */
  readonly enteredEvent: number;
  /** How many retries each of its retriers has used. */
  readonly retries: readonly number[];
}

/** A task that was begun and has no result yet. */
export interface RunningTask extends Inside {
  readonly kind: "task";
  /** Tells this attempt from every other of the execution: late results carry an old one. */
  readonly token: number;
  readonly resource: string;
  readonly parameters: Json;
  readonly timeoutSeconds?: number;
  /** When it fails with States.Timeout. */
  readonly deadline?: Instant;
  /** The job in another service whose end it waits for, such as a build. */
  readonly job?: string;
}

/** Where a thread is. */
type Position =
  | { readonly kind: "ready"; readonly state: string; readonly input: Json }
  /** A branch of Map that waits until others are done. */
  | { readonly kind: "queued"; readonly state: string; readonly input: Json }
  | RunningTask
  | (Inside & { readonly kind: "wait" | "backoff"; readonly until: Instant })
  | (Inside & { readonly kind: "fork" })
  | { readonly kind: "done"; readonly output: Json }
  /** Failed for good; a redrive begins here. */
  | { readonly kind: "halted"; readonly state: string; readonly input: Json };

/** One sequence of states that is being run: the machine's own, or a branch of Parallel or Map. */
export interface Thread {
  /** `0` for the machine's own, `<parent>.<index>` for a branch. */
  readonly id: string;
  readonly parent?: string;
  /** Where its states are in the definition. */
  readonly scope: readonly (string | number)[];
  /** The item of the Map state that it belongs to. */
  readonly item?: { readonly index: number; readonly value: Json };
  readonly position: Position;
  /** Number of its last event. */
  readonly lastEvent: number;
}

export const ROOT = "0";
