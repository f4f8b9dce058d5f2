import { resolve } from "node:path";
import { numberOf, parsed } from "../common/command.ts";

export const DEFAULT_PORT = 4566;

export const USAGE = `Usage: npm start [-- --port N --speed X --state FOLDER --seed N]

Runs the local cloud with Mayfly in it until it is stopped with Ctrl-C.

  --port N         where it listens on 127.0.0.1; ${DEFAULT_PORT} when absent, 0 for any that is free
  --speed X        seconds of the cloud in a second; 1 when absent
  --state FOLDER   keeps the cloud there, and goes on with what is there; forgets all when absent
  --seed N         what chance decides follows from it; 1 when absent
  --help           this text`;

export interface StartOptions {
  readonly port: number;
  readonly speed: number;
  /** Absolute path. */
  readonly state: string | undefined;
  readonly seed: number;
}

const OPTIONS = {
  port: { type: "string", default: String(DEFAULT_PORT) },
  speed: { type: "string", default: "1" },
  state: { type: "string" },
  seed: { type: "string", default: "1" },
} as const;

/** Reads the command line. Throws UsageError. */
export function startOptions(args: readonly string[]): StartOptions {
  const { values } = parsed({ args: [...args], options: OPTIONS });
  return {
    port: numberOf("--port", values.port, { least: 0, most: 65_535 }),
    speed: numberOf("--speed", values.speed, { least: 0.01, most: 100_000, isWhole: false }),
    state: values.state === undefined ? undefined : resolve(values.state),
    seed: numberOf("--seed", values.seed, { least: 0, most: 2 ** 32 - 1 }),
  };
}
