import { globSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { ROOT } from "../../cloud/cache.ts";
import { parsed, UsageError } from "../common/command.ts";

export const USAGE = `Usage: npm run invoke -- FUNCTION EVENT [--url URL]

Runs one function as it is deployed, and prints what it answers, then what it logged and how long it took.

  FUNCTION     such as sweep; without one, their names are listed
  EVENT        a file with its input, such as events/sweep/schedule.json
  --url URL    a cloud that runs already, such as http://127.0.0.1:4566; one is started when absent
  --help       this text

Exit code 0 when the function answered, 1 when it failed, 2 when the command is misused.`;

export interface InvokeOptions {
  /** Its name without the prefix, as in \`functions/\`. */
  readonly name: string;
  /** JSON text. */
  readonly event: string;
  readonly url: string | undefined;
}

/** Names of all functions: folders with a handler. */
export const functionNames = (): readonly string[] =>
  globSync("functions/**/handler.ts", { cwd: ROOT })
    .map((file) => basename(dirname(file)))
    .toSorted();

const listed = (lines: readonly string[]) => lines.map((line) => `\n  ${line}`).join("");

function checkName(name: string | undefined): string {
  const names = functionNames();
  if (name !== undefined && names.includes(name)) return name;
  const wrong = name === undefined ? "Which function?" : `There is no function ${name}.`;
  throw new UsageError(`${wrong} There are:${listed(names)}`);
}

function eventIn(name: string, file: string | undefined): string {
  if (file === undefined) {
    const samples = globSync(join("events", name, "*.json"), { cwd: ROOT });
    throw new UsageError(`Which event? For ${name} there are:${listed(samples)}`);
  }
  try {
    const text = readFileSync(file, "utf8");
    JSON.parse(text);
    return text;
  } catch (error) {
    const isText = error instanceof SyntaxError;
    const wrong = isText ? "is no JSON" : "cannot be read";
    throw new UsageError(`${file} ${wrong}: ${(error as Error).message}`);
  }
}

function checkUrl(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (URL.canParse(text) && /^https?:/.test(text)) return new URL(text).origin;
  throw new UsageError(`--url must be the address of a local cloud, not "${text}".`);
}

/** Reads the command line. Throws UsageError. */
export function invokeOptions(args: readonly string[]): InvokeOptions {
  const options = { url: { type: "string" } } as const;
  const { values, positionals } = parsed({ args: [...args], options, allowPositionals: true });
  const [first, file, surplus] = positionals;
  if (surplus !== undefined) throw new UsageError(`"${surplus}" is one argument too many.`);
  const name = checkName(first);
  return { name, event: eventIn(name, file), url: checkUrl(values.url) };
}
