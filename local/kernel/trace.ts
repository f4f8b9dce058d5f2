import type { Instant } from "./clock.ts";

/** Something that happened in the local cloud, for those who watch: the demo, tests, the log. */
export type Happening =
  | {
      readonly kind: "call";
      readonly at: Instant;
      readonly durationMs: number;
      readonly service: string;
      readonly operation: string;
      readonly account: string;
      readonly region: string;
      /** ARN of the caller. */
      readonly caller: string;
      /** Name of the error that was answered; absent when the call succeeded. */
      readonly error?: string;
      readonly message?: string;
    }
  | {
      readonly kind: "invocation";
      readonly at: Instant;
      readonly durationMs: number;
      readonly functionName: string;
      readonly error?: string;
      readonly message?: string;
    }
  | {
      readonly kind: "log";
      readonly at: Instant;
      readonly logGroup: string;
      readonly line: string;
    }
  | {
      readonly kind: "state";
      readonly at: Instant;
      readonly machine: string;
      readonly execution: string;
      readonly state: string;
      readonly event: "entered" | "exited" | "retried" | "failed";
      readonly error?: string;
      readonly cause?: string;
    }
  | {
      readonly kind: "event";
      readonly at: Instant;
      readonly bus: string;
      readonly source: string;
      readonly detailType: string;
      readonly detail: unknown;
    }
  | {
      readonly kind: "metric";
      readonly at: Instant;
      readonly namespace: string;
      readonly name: string;
      readonly value: number;
      readonly dimensions: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: "alarm";
      readonly at: Instant;
      readonly alarm: string;
      readonly state: "OK" | "ALARM" | "INSUFFICIENT_DATA";
      readonly reason: string;
    };

export type Watcher = (happening: Happening) => void;

/** Tells everybody who watches what happens, in order. */
export class Trace {
  readonly #watchers = new Set<Watcher>();

  tell(happening: Happening): void {
    for (const watcher of this.#watchers) watcher(happening);
  }

  /** Watches until the returned function is called. */
  watch(watcher: Watcher): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }
}
