import { parseArgs } from "node:util";

/** What the command line asks for. */
export interface RunOptions {
  /** Path of the configuration. */
  readonly config: string;
  /** Whether to go on without asking anybody. */
  readonly force: boolean;
  /** Seconds to wait before anything happens. */
  readonly forceSleep: number;
  /** Whether resources that a filter keeps go unmentioned. */
  readonly quiet: boolean;
  /** False: only look. */
  readonly remove: boolean;
  /** Whether an account without an alias is refused, even where the configuration lets it pass. */
  readonly checkAlias: boolean;
  /** Rounds to wait for resources that are being deleted; 0 for as long as it takes. */
  readonly maxWaitRetries: number;
  /** Milliseconds between two rounds. */
  readonly roundPause: number;
}

/** The long names of v3 with their older aliases, which it still understands. */
const ALIASES: Readonly<Record<string, string>> = {
  "no-prompt": "force",
  "prompt-delay": "force-sleep",
  "log-disable-color": "log-disable-colors",
};

const OPTIONS = {
  config: { type: "string", short: "c", default: "config.yaml" },
  quiet: { type: "boolean", short: "q", default: false },
  "no-dry-run": { type: "boolean", default: false },
  force: { type: "boolean", default: false },
  "force-sleep": { type: "string", default: "10" },
  "max-wait-retries": { type: "string", default: "0" },
  "run-sleep-delay": { type: "string" },
  "no-alias-check": { type: "boolean", default: false },
  "log-disable-colors": { type: "boolean", default: false },
} as const;

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000 };

function wholeNumber(name: string, text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new Error(`invalid value "${text}" for flag -${name}`);
}

/** Go's notation of durations, as far as pauses need it: `500ms`, `5s`, `1m`. */
function pause(text: string): number {
  const [, amount, unit] = /^(\d+)(ms|s|m)$/.exec(text) ?? [];
  const factor = UNITS[unit ?? ""];
  if (amount === undefined || factor === undefined)
    throw new Error(`invalid value "${text}" for flag -run-sleep-delay`);
  return Number(amount) * factor;
}

function unaliased(argument: string): string {
  const [, name = "", rest = ""] = /^--([^=]+)(=.*)?$/.exec(argument) ?? [];
  const replaced = ALIASES[name];
  return replaced === undefined ? argument : `--${replaced}${rest}`;
}

/** Reads `run …`. Throws for a command or an option that the stand-in does not have. */
export function parseCommandLine(
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): RunOptions {
  const [command, ...rest] = argv;
  if (command !== "run" && command !== "nuke")
    throw new Error(`Command ${command ?? ""} not found.`);
  const { values } = parseArgs({ args: rest.map(unaliased), options: OPTIONS, strict: true });
  return {
    config: values.config,
    force: values.force,
    forceSleep: wholeNumber("force-sleep", values["force-sleep"]),
    quiet: values.quiet,
    remove: values["no-dry-run"],
    checkAlias: !values["no-alias-check"],
    maxWaitRetries: wholeNumber("max-wait-retries", values["max-wait-retries"]),
    roundPause: pause(values["run-sleep-delay"] ?? environment["AWS_NUKE_RUN_SLEEP_DELAY"] ?? "5s"),
  };
}
