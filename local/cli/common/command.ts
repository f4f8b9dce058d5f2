import { type ParseArgsConfig, parseArgs } from "node:util";
import { styled } from "../../demo/format.ts";

/** The command line asks for something that there is not. */
export class UsageError extends Error {}

/** Exit codes of every command here. */
export const FAILED = 1;
const MISUSED = 2;

/** Reads a command line. Throws UsageError that names what is wrong with it. */
export function parsed<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    // What follows the first sentence is about arguments that begin with a dash.
    throw new UsageError((error as Error).message.replace(/\. To specify.*$/s, "."));
  }
}

/** What a number on the command line may be. */
interface Range {
  readonly least: number;
  readonly most: number;
  readonly isWhole?: boolean;
}

/** Reads a number. Throws UsageError that names the flag. */
export function numberOf(flag: string, text: string, { least, most, isWhole = true }: Range) {
  const number = text.trim() === "" ? Number.NaN : Number(text);
  if (number >= least && number <= most && (!isWhole || Number.isInteger(number))) return number;
  const kind = isWhole ? "a whole number" : "a number";
  throw new UsageError(`${flag} must be ${kind} from ${least} to ${most}, not "${text}".`);
}

/**
 * Runs a command: prints its usage when `--help` asks for it, what is wrong when it fails, and sets the
 * exit code that it answers: 1 when it fails, 2 when it is misused.
 */
export async function command(usage: string, run: () => Promise<number>): Promise<void> {
  if (process.argv.slice(2).some((each) => each === "--help" || each === "-h")) {
    console.log(usage);
    return;
  }
  try {
    process.exitCode = await run();
  } catch (error) {
    console.error(styled("red", (error as Error).message));
    // A mistake in the local cloud itself: its message alone would help nobody.
    if (error instanceof TypeError || error instanceof ReferenceError) console.error(error.stack);
    const isMisuse = error instanceof UsageError;
    if (isMisuse) console.error(`\n${usage}`);
    process.exitCode = isMisuse ? MISUSED : FAILED;
  }
}
