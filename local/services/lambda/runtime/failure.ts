/** How Lambda answers an invocation whose function failed. */
export interface FunctionFailure {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

/** A failure of the runtime itself, before or beside the function's code. */
export class RuntimeFailure extends Error {
  override readonly name: string;

  constructor(type: string, message: string) {
    super(message);
    this.name = type;
  }
}

/** What Node's runtime reports of something that was thrown: an error, or anything else. */
export function failureOf(thrown: unknown): FunctionFailure {
  if (!(thrown instanceof Error))
    return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
  return {
    errorType: thrown.name.replaceAll(" ", ""),
    errorMessage: thrown.message,
    trace: thrown.stack?.split("\n") ?? [],
  };
}

/** An environment's process is gone. */
export function exitFailure(requestId: string, how: string): FunctionFailure {
  const errorMessage = `RequestId: ${requestId} Error: Runtime exited ${how}`;
  return { errorType: "Runtime.ExitError", errorMessage };
}

/** `seconds` is the function's own timeout. */
export function timeoutFailure(requestId: string, seconds: number): FunctionFailure {
  return {
    errorType: "Sandbox.Timedout",
    errorMessage: `RequestId: ${requestId} Error: Task timed out after ${seconds.toFixed(2)} seconds`,
  };
}
