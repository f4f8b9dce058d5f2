import { format } from "node:util";
import type { LoggingConfig } from "../functions.ts";
import type { Output } from "./process.ts";

const LEVELS = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"];

/** What a line of the console says of itself. */
interface LineFacts {
  readonly now: () => number;
  readonly requestId: () => string;
}

function written(logging: LoggingConfig, level: string, facts: LineFacts) {
  const least = LEVELS.indexOf(logging.applicationLevel ?? "TRACE");
  const timestamp = () => new Date(facts.now()).toISOString();
  return (...values: unknown[]): string | undefined => {
    const message = format(...values);
    if (logging.format === "Text")
      return `${timestamp()}\t${facts.requestId()}\t${level}\t${message}`;
    if (LEVELS.indexOf(level) < least) return undefined;
    const requestId = facts.requestId();
    return JSON.stringify({ timestamp: timestamp(), level, requestId, message });
  };
}

/** `console` as Lambda's Node runtime patches it: each line names its moment, request and level. */
export function consoleOf(logging: LoggingConfig, facts: LineFacts, output: Output) {
  const at = (level: string) => {
    const write = written(logging, level, facts);
    return (...values: unknown[]) => {
      const line = write(...values);
      if (line !== undefined) output(line);
    };
  };
  const info = at("INFO");
  return {
    log: info,
    info,
    dir: info,
    table: info,
    trace: at("TRACE"),
    debug: at("DEBUG"),
    warn: at("WARN"),
    error: at("ERROR"),
    assert: (holds: unknown, ...values: unknown[]) => {
      if (!holds) at("ERROR")("Assertion failed", ...values);
    },
  };
}
