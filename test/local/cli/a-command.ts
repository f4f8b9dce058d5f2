import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { type CallApi, mayflyClient } from "../../../local/client/mayfly-client.ts";
import type { Credentials } from "../../../local/kernel/principal.ts";

const ROOT = join(import.meta.dirname, "../../..");

/** A command that runs, with what it has printed so far. */
export interface Running {
  readonly child: ChildProcess;
  readonly printed: () => string;
  /** Exit code, once it has ended. */
  readonly ended: Promise<number | null>;
}

/** Starts `local/cli/<name>.ts` as npm does. */
function run(name: string, args: readonly string[]): Running {
  const script = join("local/cli", `${name}.ts`);
  const env = { ...process.env, NO_COLOR: "1" };
  const child = spawn(process.execPath, [script, ...args], { cwd: ROOT, env });
  let text = "";
  const add = (part: Buffer) => {
    text += part.toString();
  };
  child.stdout.on("data", add);
  child.stderr.on("data", add);
  const ended = once(child, "close").then(([code]) => code as number | null);
  return { child, printed: () => text, ended };
}

/** Runs a command to its end. */
export async function outcomeOf(name: string, args: readonly string[]) {
  const { ended, printed } = run(name, args);
  return { code: await ended, printed: printed() };
}

/** A cloud that `npm start` runs in a process of its own. */
export interface RunningCloud extends Running {
  readonly url: string;
  readonly port: string;
  readonly region: string;
  /** The developer's. */
  readonly credentials: Credentials;
  /** Mayfly's API, called by the developer. */
  readonly api: CallApi;
}

const start = (args: readonly string[]) => run("start", ["--port", "0", ...args]);

/** Starts a cloud for one test, on any free port, and waits until it tells that it runs. */
export async function aCloudOfItsOwn(...args: readonly string[]): Promise<RunningCloud> {
  const started = start(args);
  onTestFinished(() => void started.child.kill("SIGKILL"));
  return await greeted(started);
}

/** Starts a cloud that whoever asks for it must kill. */
export const aRunningCloud = (...args: readonly string[]): Promise<RunningCloud> =>
  greeted(start(args));

async function greeted(started: Running): Promise<RunningCloud> {
  const greeting = await textWith(started, /^What happens follows/m);
  const url = /^Mayfly runs at (\S+)$/m.exec(greeting)?.[1] ?? "";
  const [, accessKeyId = "", secretAccessKey = ""] =
    /# developer.*\nexport AWS_ACCESS_KEY_ID=(\S+) AWS_SECRET_ACCESS_KEY=([^;]+);/.exec(greeting) ??
    [];
  const credentials = { accessKeyId, secretAccessKey };
  const caller = { url, region: "eu-west-1", credentials };
  return { ...started, ...caller, port: new URL(url).port, api: mayflyClient(caller) };
}

/** What a command has printed, as soon as it matches. Throws when the command ends without it. */
export function textWith({ child, printed, ended }: Running, wanted: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (wanted.test(printed())) resolve(printed());
    };
    child.stdout?.on("data", look);
    void ended.then(() => reject(new Error(`It ended without ${wanted}:\n${printed()}`)));
    look();
  });
}

export const aFolder = (): string => mkdtempSync(join(tmpdir(), "mayfly-cli-"));
