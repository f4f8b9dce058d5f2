import * as childProcess from "node:child_process";
import * as nodeConsole from "node:console";
import * as crypto from "node:crypto";
import * as dgram from "node:dgram";
import * as dns from "node:dns";
import * as fs from "node:fs";
import * as fsPromises from "node:fs/promises";
import * as http2 from "node:http2";
import { createRequire } from "node:module";
import * as net from "node:net";
import * as os from "node:os";
import * as perfHooks from "node:perf_hooks";
import * as tls from "node:tls";
import * as workerThreads from "node:worker_threads";
import * as zlib from "node:zlib";
import type { Random } from "../../../kernel/random.ts";
import { randomFunctions } from "./chance.ts";
import { countedModule, refusedModule } from "./counted-modules.ts";
import { type RequestParts, requestModules } from "./requests.ts";
import { timerPromisesOf, timersOf } from "./timers.ts";

/** Modules of Node that neither wait nor reach out of the process. */
const PLAIN = new Set([
  ...["assert", "async_hooks", "buffer", "diagnostics_channel", "events", "module", "path"],
  ...["path/posix", "punycode", "querystring", "stream", "stream/consumers", "stream/promises"],
  ...["stream/web", "string_decoder", "url", "util", "util/types", "v8"],
]);

const nodeRequire = createRequire(import.meta.url);

/** `os` of Lambda's sandbox: its home has no configuration of somebody who works on this machine. */
const sandboxOs = () => ({
  ...os,
  homedir: () => "/home/sbx_user1051",
  hostname: () => "169.254.10.1",
  userInfo: () => ({ ...os.userInfo(), username: "sbx_user1051", homedir: "/home/sbx_user1051" }),
});

/** What `require` of a bundle is made from. */
export interface ModuleParts extends RequestParts {
  readonly process: object;
  readonly performance: object;
  readonly random: Random;
}

/** Modules that are other ones in an environment, each made when it is first asked for. */
function replacedModules(parts: ModuleParts): Record<string, () => object> {
  const { life, process, performance, random } = parts;
  return {
    http: () => requestModules(parts).http,
    https: () => requestModules(parts).https,
    fs: () => ({ ...countedModule(life, fs), promises: countedModule(life, fsPromises) }),
    "fs/promises": () => countedModule(life, fsPromises),
    crypto: () => ({ ...countedModule(life, crypto), ...randomFunctions(random) }),
    zlib: () => countedModule(life, zlib),
    timers: () => timersOf(life),
    "timers/promises": () => timerPromisesOf(life),
    process: () => process,
    os: sandboxOs,
    console: () => nodeConsole,
    perf_hooks: () => ({ ...perfHooks, performance }),
    ...refusedModules,
  };
}

/** Loaded by the SDK for what it does elsewhere; of no use here. */
const refusedModules = {
  child_process: () => refusedModule("child_process", childProcess),
  dgram: () => refusedModule("dgram", dgram),
  dns: () => refusedModule("dns", dns),
  http2: () => refusedModule("http2", http2),
  net: () => refusedModule("net", net),
  tls: () => refusedModule("tls", tls),
  worker_threads: () => refusedModule("worker_threads", workerThreads),
};

/** `require` as a bundle in an environment sees it: Node's own modules and nothing else. */
export function requireOf(parts: ModuleParts): (name: string) => unknown {
  const replaced = replacedModules(parts);
  const made = new Map<string, object>();
  const replacement = (name: string) => {
    const known = made.get(name) ?? replaced[name]?.();
    if (known) made.set(name, known);
    return known;
  };
  return (name) => {
    const plain = name.replace(/^node:/, "");
    if (Object.hasOwn(replaced, plain)) return replacement(plain);
    if (PLAIN.has(plain)) return nodeRequire(`node:${plain}`) as unknown;
    throw Object.assign(new Error(`Cannot find module '${name}'`), { code: "MODULE_NOT_FOUND" });
  };
}
