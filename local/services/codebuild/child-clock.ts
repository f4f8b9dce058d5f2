import { openSync, readSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import timers from "node:timers/promises";

/**
 * Loaded before anything else into every Node process of a build. Its `Date` tells the time of the local
 * cloud, by which AWS signatures and the ends of credentials are judged there; and what waits by
 * `node:timers/promises` waits in the cloud's time.
 */

const file = openSync(process.env["LOCAL_CLOUD_CLOCK_FILE"] ?? "", "r");
const host = process.env["LOCAL_CLOUD_BUILD_HOST"] ?? "";
const digits = Buffer.alloc(16);

function cloudNow(): number {
  readSync(file, digits, 0, digits.length, 0);
  return Number(digits.toString("latin1"));
}

const RealDate = Date;

globalThis.Date = new Proxy(RealDate, {
  construct: (target, given: unknown[], newTarget) =>
    Reflect.construct(target, given.length === 0 ? [cloudNow()] : given, newTarget) as Date,
  apply: () => new RealDate(cloudNow()).toString(),
  get: (target, name) => (name === "now" ? cloudNow : (Reflect.get(target, name) as unknown)),
});

/**
 * Waits in the cloud's time, which stands still while a build is at work and does not say that it waits.
 * Time-outs of connections are timers of the other kind, `globalThis.setTimeout`, and stay real.
 */
async function cloudSleep<T>(milliseconds = 1, value?: T): Promise<T | undefined> {
  const answer = await fetch(`${host}/sleep?milliseconds=${milliseconds}`);
  await answer.text();
  return value;
}

Object.assign(timers, { setTimeout: cloudSleep });
syncBuiltinESMExports();
