/** What goes wrong with invocations on purpose. Counts start at 1 and are kept for each function. */
export interface InvocationFaults {
  /**
   * How many outgoing calls the n-th invocation lives for: its environment is killed when the answer
   * of the last of them arrives, so that the call has its effect and the function never hears of it.
   * 0: before its first call. Undefined: it is not killed.
   */
  killAfterCalls(functionName: string, nth: number): number | undefined;
  /** Whether the n-th asynchronous invocation is delivered twice. */
  isDoubled(functionName: string, nth: number): boolean;
}

/** A fault of a plan: whom it strikes, and when. */
export interface PlannedInvocationFault {
  readonly functionName: string;
  /** Which of the function's invocations, or of its asynchronous invocations, from 1. */
  readonly nth: number;
  readonly fault: { readonly killAfterCalls: number } | "doubled";
}

/** Faults by plan; more can be added while the cloud runs. */
export function planInvocationFaults(
  planned: readonly PlannedInvocationFault[] = [],
): InvocationFaults & { add(fault: PlannedInvocationFault): void } {
  const plan = [...planned];
  const faultsOf = (functionName: string, nth: number) =>
    plan
      .filter((each) => each.functionName === functionName && each.nth === nth)
      .map(({ fault }) => fault);
  return {
    add: (fault) => void plan.push(fault),
    killAfterCalls: (functionName, nth) =>
      faultsOf(functionName, nth).find((fault) => fault !== "doubled")?.killAfterCalls,
    isDoubled: (functionName, nth) => faultsOf(functionName, nth).includes("doubled"),
  };
}
