import type { InvocationFaults } from "../../../local/services/lambda/faults.ts";

/** Kills every invocation of some functions before it has made any call. */
export class Kills implements InvocationFaults {
  readonly #struck = new Set<string>();

  /** Kills whatever is called of this function, until the answered function is called. */
  strike(functionName: string): () => void {
    this.#struck.add(functionName);
    return () => void this.#struck.delete(functionName);
  }

  killAfterCalls(functionName: string): number | undefined {
    return this.#struck.has(functionName) ? 0 : undefined;
  }

  isDoubled(): boolean {
    return false;
  }
}
