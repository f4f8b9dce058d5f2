import { AsyncLocalStorage } from "node:async_hooks";
import type { Clock } from "../../../kernel/clock.ts";

/** Runs something as nobody's: outside of the asynchronous context of any function. */
const outside = AsyncLocalStorage.snapshot();

/**
 * The cloud's clock for use from inside a function. What it sets going must not carry the function's
 * context on: the clock would fire the timers of others in it.
 */
export function clockFromOutside(clock: Clock): Pick<Clock, "now" | "at" | "hold"> {
  return {
    now: () => clock.now(),
    at: (due, label, run) => {
      const timer = outside(() => clock.at(due, label, run));
      return { due: timer.due, cancel: () => outside(() => timer.cancel()) };
    },
    hold: (label) => {
      const release = outside(() => clock.hold(label));
      return () => outside(release);
    },
  };
}
