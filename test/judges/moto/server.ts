import { type ChildProcess, spawn } from "node:child_process";
import { pythonProgram } from "../support/python-program.ts";

/** The release that the differences were looked up for. */
export const MOTO = "5.2.5";

const STARTING_MS = 60_000;

/** Installs moto, once, and answers the path of its server. Throws when Python or moto cannot be had. */
export const installMoto = (): Promise<string> =>
  pythonProgram({ program: "moto_server", name: "moto[server]", version: MOTO });

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
export async function startMoto(program: string): Promise<Moto> {
  const server = spawn(program, ["-H", "127.0.0.1", "-p", "0"], {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, MOTO_IAM_LOAD_MANAGED_POLICIES: "true" },
  });
  const close = () => void server.kill();
  process.once("exit", close);
  return { url: await addressOf(server), close };
}
