/** A state failed: what its Retry and Catch look at, and what the execution ends with. */
export class StateFailure extends Error {
  override readonly name = "StateFailure";
  readonly error: string | undefined;
  override readonly cause: string | undefined;

  constructor(error: string | undefined, cause?: string) {
    super(`${error ?? "(no error)"}: ${cause ?? "(no cause)"}`);
    this.error = error;
    this.cause = cause;
  }
}

/** Something in the definition does not fit the data: nothing catches it (facts 3.2). */
export const runtimeFailure = (cause: string) => new StateFailure("States.Runtime", cause);

export const intrinsicFailure = (cause: string) =>
  new StateFailure("States.IntrinsicFailure", cause);
