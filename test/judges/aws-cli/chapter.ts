import type { Person } from "../support/judged-cloud.ts";
import type { Expected } from "../support/match.ts";

/** One command of the AWS CLI and what AWS's documents say it does. */
export interface Command {
  /**
   * Everything after `aws`, as typed in a shell: single quotes keep words together, `{name}` stands for
   * a value that was given or kept.
   */
  readonly aws: string;
  /** Who calls: a person, or credentials that were kept under this name. */
  readonly by?: Person | (string & {});
  /** The answer in JSON; nothing must be printed when neither this nor `prints` is there. */
  readonly answers?: Expected;
  /** Members that clients older than 2025 leave out of the answer, because they do not know them. */
  readonly answersToday?: Expected;
  /** What is printed, where that is no JSON. */
  readonly prints?: RegExp;
  /** The error's name, and its message. */
  readonly refused?: readonly [name: string, message: string | RegExp];
  /** The reason why the high-level `s3` commands, which print errors in their own way, fail. */
  readonly fails?: RegExp;
  /** Values of the answer for later commands: name, and path in the answer, such as `Role.Arn`. */
  readonly keep?: Readonly<Record<string, string>>;
}

/** Lets time pass between two commands. */
interface Pause {
  readonly seconds: number;
}

/** Commands that one cloud is asked, in order. */
export interface Chapter {
  readonly title: string;
  /** Region of the commands that name none. */
  readonly region: string;
  /** Who calls where a command does not say. */
  readonly by: Person;
  /** Values for `{name}`, such as documents. */
  readonly values?: Readonly<Record<string, string>>;
  readonly steps: readonly (Command | Pause)[];
}
