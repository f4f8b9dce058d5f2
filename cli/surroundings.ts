import type { Readable, Writable } from "node:stream";

/** A stream that may be a terminal. */
export interface Output extends Writable {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
  readonly expiration?: Date | undefined;
}

/** All that the command knows of the machine that it runs on. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly platform: string;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Output;
  readonly stderr: Output;
  readonly fetch: typeof fetch;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /**
   * By the standard chain of AWS: a named profile where one is given. A client of AWS that runs this command
   * for credentials hands the name of its own profile on, where nobody must look: that would begin again,
   * for ever.
   */
  readonly credentials: (
    profile: string | undefined,
    isForClient?: boolean,
  ) => Promise<Credentials>;
  /** Calls back when somebody presses Ctrl-C, instead of ending; answers how to stop that. */
  readonly onInterrupt: (react: () => void) => () => void;
  /** Starts another program, and answers with its exit code. */
  readonly run: (program: string, args: readonly string[]) => Promise<number>;
  /** The words by which this command can be started again: a program, and perhaps a script. */
  readonly self: readonly string[];
}
