import type { Instant } from "../../../kernel/clock.ts";
import type { Json } from "../../json-path/json.ts";
import type { Sight } from "./intrinsic/evaluate.ts";

/** A state, as it is being run once: the raw input, the context object, and the moment. */
export interface Visit extends Sight {
  readonly now: Instant;
}

/** One of several sequences of states that run beside each other inside a state. */
export interface Branch {
  readonly input: Json;
  /** Where the branch's states are, below the state. */
  readonly scope: readonly (string | number)[];
  /** The item of a Map state, for `$$.Map.Item`. */
  readonly item?: { readonly index: number; readonly value: Json };
}

/** What a state does when it is entered. */
export type Entrance =
  | Exit
  /** Waits until a moment. */
  | { readonly kind: "wait"; readonly until: Instant }
  /** Lets something outside work, and waits for its result. */
  | {
      readonly kind: "task";
      readonly resource: string;
      readonly parameters: Json;
      /** Seconds until States.Timeout, if ever. */
      readonly timeoutSeconds?: number;
    }
  /** Runs branches, at most `concurrency` at a time, and waits for their outputs. */
  | {
      readonly kind: "fork";
      readonly branches: readonly Branch[];
      readonly concurrency: number;
    };

/** Goes on with an output: to the next state, or out of the scope. */
export interface Exit {
  readonly kind: "exit";
  readonly output: Json;
  readonly next?: string | undefined;
}

/** How a type of state behaves. Both throw StateFailure. */
export interface Behaviour<S> {
  enter(state: S, visit: Visit): Entrance;
  /** Goes on when the time has come, the task or the branches have a result. */
  finish?(state: S, visit: Visit, result: Json): Exit;
}
