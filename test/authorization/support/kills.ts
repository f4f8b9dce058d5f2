import type { InvocationFaults } from "../../../local/services/lambda/faults.ts";

/** Kills the next invocations of a function before it has made any call. */
export class Kills implements InvocationFaults {
  readonly #left = new Map<string, number>();

  /** Kills as many invocations of this function as come next. */
  next(functionName: string, count: number): void {
    this.#left.set(functionName, count);
  }

  killAfterCalls(functionName: string): number | undefined {
    const left = this.#left.get(functionName) ?? 0;
    if (left === 0) return undefined;
    this.#left.set(functionName, left - 1);
    return 0;
  }

  isDoubled(): boolean {
    return false;
  }
}
