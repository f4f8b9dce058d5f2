import type { Happening } from "../kernel/trace.ts";

type CallHappening = Extract<Happening, { kind: "call" }>;

/** Calls that every step makes to read and write the ledger, or to become somebody. */
const BACKGROUND = ["dynamodb", "sts", "lambda", "states"];

/**
 * AWS calls since the last step was told, in the order in which they were first made: what a step did
 * in AWS beyond the ledger.
 */
export class CallLog {
  readonly #counts = new Map<string, number>();

  add({ service, operation, error }: CallHappening): void {
    if (BACKGROUND.includes(service)) return;
    const text = `${service}:${operation}${error === undefined ? "" : ` ✗ ${error}`}`;
    this.#counts.set(text, (this.#counts.get(text) ?? 0) + 1);
  }

  /** What was called, and forgets it; of more than `most` kinds of calls, how many more there were. */
  take(most = Number.POSITIVE_INFINITY): readonly string[] {
    const texts = [...this.#counts].map(([text, count]) =>
      count > 1 ? `${text} ×${count}` : text,
    );
    this.#counts.clear();
    return texts.length > most
      ? [...texts.slice(0, most), `and ${texts.length - most} more`]
      : texts;
  }
}
