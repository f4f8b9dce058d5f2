import { type ChildProcess, execFile, spawn } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

/** The release that the differences were looked up for. */
export const MOTO = "5.2.5";

const VENV = join(import.meta.dirname, "../../../node_modules/.cache", `moto-${MOTO}`);
const PROGRAM = join(VENV, "bin/moto_server");
const STARTING_MS = 60_000;

const run = promisify(execFile);

/** Installs moto into a virtual environment of its own, once. Throws when Python or moto cannot be had. */
export async function installMoto(): Promise<void> {
  if (existsSync(PROGRAM)) return;
  console.log(`installing moto ${MOTO} …`);
  try {
    await run("python3", ["-m", "venv", VENV]);
    await run(join(VENV, "bin/pip"), ["install", "--quiet", `moto[server]==${MOTO}`]);
  } catch (error) {
    rmSync(VENV, { recursive: true, force: true });
    throw error;
  }
}

/** A moto that listens on loopback. */
export interface Moto {
  readonly url: string;
  close(): void;
}

/** The address that the server prints once it listens. */
function addressOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("moto did not start")), STARTING_MS);
    let told = "";
    server.stderr?.on("data", (chunk: Buffer) => {
      told += chunk.toString();
      const [, url] = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(told) ?? [];
      if (url === undefined) return;
      clearTimeout(timer);
      resolve(url);
    });
    server.once("exit", () => reject(new Error(`moto ended: ${told}`)));
  });
}

/** Starts moto on a port that is free. */
export async function startMoto(): Promise<Moto> {
  const server = spawn(PROGRAM, ["-H", "127.0.0.1", "-p", "0"], {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, MOTO_IAM_LOAD_MANAGED_POLICIES: "true" },
  });
  const close = () => void server.kill();
  process.once("exit", close);
  return { url: await addressOf(server), close };
}
