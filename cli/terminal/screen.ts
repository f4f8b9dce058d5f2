import { styleText } from "node:util";
import type { Output, Surroundings } from "../surroundings.ts";

export type Style = Parameters<typeof styleText>[0];

/** What whoever typed the command sees. */
export interface Screen {
  /** What was asked for: to standard output. */
  readonly say: (text: string) => void;
  /** What is by the way: to standard error, so that it never gets into a pipe. */
  readonly note: (text: string) => void;
  /** A value for machines. */
  readonly json: (value: unknown) => void;
  readonly styled: (style: Style, text: string) => string;
  /** The same for what goes to standard error. */
  readonly noteStyled: (style: Style, text: string) => string;
  /** Columns of the terminal; without end where there is none. */
  readonly width: number;
}

const NARROWEST = 20;

/** Whether an output shows styles: a terminal that nobody told not to (https://no-color.org). */
const hasStyles = (output: Output, env: Surroundings["env"], wanted: boolean) =>
  wanted && output.isTTY === true && !env["NO_COLOR"] && env["TERM"] !== "dumb";

export function screenOf(
  { stdout, stderr, env }: Pick<Surroundings, "stdout" | "stderr" | "env">,
  color = true,
): Screen {
  const styler = (output: Output) => {
    const isOn = hasStyles(output, env, color);
    return (style: Style, text: string) =>
      isOn ? styleText(style, text, { validateStream: false }) : text;
  };
  return {
    say: (text) => void stdout.write(`${text}\n`),
    note: (text) => void stderr.write(`${text}\n`),
    json: (value) => void stdout.write(`${JSON.stringify(value, null, 2)}\n`),
    styled: styler(stdout),
    noteStyled: styler(stderr),
    width: stdout.isTTY ? Math.max(NARROWEST, stdout.columns ?? 80) : Number.POSITIVE_INFINITY,
  };
}

/** Text from elsewhere without what would move the cursor or change the terminal. */
export const printable = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not get through.
  text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, " ");
