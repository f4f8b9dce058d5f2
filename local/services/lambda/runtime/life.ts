import { AsyncLocalStorage, AsyncResource } from "node:async_hooks";
import type { Clock } from "../../../kernel/clock.ts";
import { Activity } from "./activity.ts";
import { clockFromOutside } from "./outside.ts";

/** What ended an execution environment's life. */
export type Death =
  | { readonly cause: "killed" | "retired" | "stuck" }
  | { readonly cause: "exit"; readonly code: number }
  | { readonly cause: "uncaught"; readonly error: unknown; readonly isRejection: boolean };

/** Whose code is running: so that a rejection which nobody handles finds its environment. */
const current = new AsyncLocalStorage<Life>();

/**
 * The life of one execution environment. All code of the function runs through it, so that nothing
 * of it runs any more when it is dead, and what it throws ends it instead of the cloud.
 */
export class Life {
  readonly clock: ReturnType<typeof clockFromOutside>;
  readonly activity: Activity;
  #isAlive = true;
  #onDeath: (death: Death) => void = () => {};
  readonly #endings = new Set<() => void>();
  #thawing: (() => void)[] = [];

  constructor(clock: Clock, label: string) {
    this.clock = clockFromOutside(clock);
    this.activity = new Activity(this.clock, label, () => this.end({ cause: "stuck" }));
    listenForRejections();
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  /** Whoever waits for the environment is told when it dies. */
  onDeath(listener: (death: Death) => void): void {
    this.#onDeath = listener;
  }

  /** Does something when the environment ends, such as closing a socket; answers how to forget it. */
  atEnd(ending: () => void): () => void {
    this.#endings.add(ending);
    return () => void this.#endings.delete(ending);
  }

  end(death: Death): void {
    if (!this.#isAlive) return;
    this.#isAlive = false;
    for (const ending of [...this.#endings]) ending();
    this.#endings.clear();
    this.#thawing = [];
    this.activity.pause();
    this.#onDeath(death);
  }

  /** Runs code of the function as its own. */
  run<T>(work: () => T): T {
    return current.run(this, work);
  }

  /** Runs a callback of the function, unless it is dead; an exception in it ends it. */
  enter(callback: () => void): void {
    if (!this.#isAlive) return;
    this.activity.touch();
    try {
      this.run(callback);
    } catch (error) {
      this.end({ cause: "uncaught", error, isRejection: false });
    }
  }

  /** As `enter`, but as late as the next invocation when the environment is frozen. */
  enterThawed(callback: () => void): void {
    if (this.activity.isRunning) this.enter(callback);
    else if (this.#isAlive) this.#thawing.push(callback);
  }

  /** An invocation begins: what came while the environment was frozen is taken up. */
  thaw(): void {
    this.activity.resume();
    const missed = this.#thawing;
    this.#thawing = [];
    for (const callback of missed) this.enter(callback);
  }

  /** Keeps the asynchronous context in which a callback was given, as Node's own timers do. */
  bound(callback: () => void): () => void {
    return AsyncResource.bind(callback);
  }
}

let isListening = false;

/** A rejection that a function's code leaves unhandled ends its environment; others are not ours. */
function listenForRejections(): void {
  if (isListening) return;
  isListening = true;
  process.on("unhandledRejection", (error) => {
    const life = current.getStore();
    if (life) life.end({ cause: "uncaught", error, isRejection: true });
    else if (process.listenerCount("unhandledRejection") === 1) throw error;
  });
}
