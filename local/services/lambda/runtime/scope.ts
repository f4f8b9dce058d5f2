import type { Random } from "../../../kernel/random.ts";
import type { LoggingConfig } from "../functions.ts";
import { cryptoBy, mathBy } from "./chance.ts";
import { consoleOf } from "./console.ts";
import type { Life } from "./life.ts";
import { requireOf } from "./modules.ts";
import { type Output, processOf } from "./process.ts";
import type { CallWatch } from "./requests.ts";
import { dateBy, performanceBy } from "./time.ts";
import { timersOf } from "./timers.ts";

/** What an environment's globals are made from. */
export interface ScopeParts {
  readonly life: Life;
  readonly env: Record<string, string>;
  readonly random: Random;
  readonly logging: LoggingConfig;
  readonly requestId: () => string;
  readonly output: Output;
  readonly watch: CallWatch;
}

/**
 * Globals that are other ones in each environment: a bundle sees them as the parameters of the function
 * around it. They are not a context of `node:vm` on purpose: its `Error` would be another class than that
 * of Node's own errors, and the SDK would wrap a refused connection without the code by which it retries.
 */
export const SCOPE = [
  ...["require", "process", "console", "Date", "Math", "performance", "crypto"],
  ...["setTimeout", "setInterval", "setImmediate"],
  ...["clearTimeout", "clearInterval", "clearImmediate", "queueMicrotask"],
  // Ways around the gateway, or out of the environment.
  ...["fetch", "WebSocket", "EventSource", "Worker", "BroadcastChannel", "navigator"],
  ...["globalThis", "global"],
] as const;

/** The values of `SCOPE` for one environment, by name. */
export function scopeOf(parts: ScopeParts): Record<(typeof SCOPE)[number], unknown> {
  const { life, env, random, logging, requestId, output, watch } = parts;
  const process = processOf(life, env, output);
  const performance = performanceBy(life.clock);
  const endpoint = () => env["AWS_ENDPOINT_URL"] ?? "";
  const facts = { now: () => life.clock.now(), requestId };
  const own = {
    require: requireOf({ life, process, performance, random, watch, endpoint }),
    process,
    console: consoleOf(logging, facts, output),
    Date: dateBy(life.clock),
    Math: mathBy(random),
    performance,
    crypto: cryptoBy(random),
    ...timersOf(life),
    queueMicrotask: (callback: () => void) => queueMicrotask(() => life.enter(callback)),
    ...{ fetch: undefined, WebSocket: undefined, EventSource: undefined },
    ...{ Worker: undefined, BroadcastChannel: undefined, navigator: undefined },
  };
  const global = globalObject(own);
  return { ...own, global, globalThis: global };
}

/** An object for `globalThis`: what a bundle sets there stays in its environment. */
function globalObject({ require: _notGlobal, ...own }: Record<string, unknown>): object {
  // Defined, not assigned: the machine's own globals have setters, which would be called.
  const descriptors = Object.entries(own).map(([name, value]) => [
    name,
    { value, writable: true, configurable: true, enumerable: false },
  ]);
  const global = Object.create(
    globalThis,
    Object.fromEntries(descriptors) as PropertyDescriptorMap,
  ) as object;
  for (const name of ["global", "globalThis"])
    Object.defineProperty(global, name, { value: global, writable: true, configurable: true });
  return global;
}
