import { EventEmitter } from "node:events";
import type { Life } from "./life.ts";

/** Takes what a function writes to its output, line by line. */
export type Output = (line: string) => void;

/** An output stream as Node's Console wants one: what is written is there at once. */
function outputTo(life: Life, output: Output) {
  return Object.assign(new EventEmitter(), {
    isTTY: false,
    writable: true,
    write(text: string | Uint8Array, ...rest: unknown[]): boolean {
      const lines = Buffer.from(text as string)
        .toString("utf8")
        .replace(/\n$/, "");
      if (life.isAlive) output(lines);
      const done = rest.at(-1);
      // Node's Console takes anything but null for an error.
      if (typeof done === "function")
        process.nextTick(() => life.enter(() => (done as (error: null) => void)(null)));
      return true;
    },
  });
}

/** What of the machine's process a function may see: nothing of its environment or arguments. */
const machineFacts = () => ({
  version: process.version,
  versions: process.versions,
  release: process.release,
  config: process.config,
  features: process.features,
  platform: "linux",
  arch: process.arch,
  pid: 2,
  ppid: 1,
  execPath: "/var/lang/bin/node",
  execArgv: [],
  argv: ["/var/lang/bin/node", "/var/runtime/index.mjs"],
  title: "node",
  memoryUsage: process.memoryUsage,
  cpuUsage: process.cpuUsage,
});

const NANOSECONDS = 1_000_000n;

function highResolutionTime(life: Life) {
  const nanoseconds = () => BigInt(life.clock.now()) * NANOSECONDS;
  const hrtime = (since: readonly [number, number] = [0, 0]) => {
    const milliseconds = life.clock.now() - since[0] * 1000 - since[1] / 1e6;
    return [Math.floor(milliseconds / 1000), (milliseconds % 1000) * 1e6];
  };
  return Object.assign(hrtime, { bigint: nanoseconds });
}

/** `process` as a function of Lambda sees it. */
export function processOf(life: Life, env: Record<string, string>, output: Output) {
  const started = life.clock.now();
  const streams = { stdout: outputTo(life, output), stderr: outputTo(life, output) };
  return Object.assign(new EventEmitter(), machineFacts(), streams, {
    env,
    exitCode: undefined,
    cwd: () => "/var/task",
    uptime: () => (life.clock.now() - started) / 1000,
    hrtime: highResolutionTime(life),
    emitWarning: (warning: unknown) => output(`(node:2) ${String(warning)}`),
    nextTick: (callback: (...values: unknown[]) => void, ...values: unknown[]) =>
      process.nextTick(() => life.enter(() => callback(...values))),
    exit(code = 0): never {
      life.end({ cause: "exit", code });
      throw new Error("The process exits.");
    },
  });
}
