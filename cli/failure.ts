/** What the process ends with: documented in docs/guides/command-line.md. */
export const EXIT = {
  done: 0,
  failed: 1,
  misused: 2,
  refused: 3,
  notSignedIn: 4,
  unreachable: 5,
  otherEnd: 6,
  timedOut: 7,
  file: 8,
  interrupted: 130,
  closedPipe: 141,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Something that whoever typed the command has to know: what is wrong, and what to do about it. */
export class CommandFailure extends Error {
  override readonly name = "CommandFailure";
  readonly code: ExitCode;
  /** What to do next; lines. */
  readonly hint: string | undefined;

  constructor(code: ExitCode, message: string, hint?: string) {
    super(message);
    this.code = code;
    this.hint = hint;
  }
}

/** The command line asks for something that there is not. */
export const misused = (message: string, hint?: string): CommandFailure =>
  new CommandFailure(EXIT.misused, message, hint);
