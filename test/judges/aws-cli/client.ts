import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { Credentials } from "../../../local/kernel/principal.ts";
import { pythonProgram } from "../support/python-program.ts";

/** What a program left behind. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** An AWS CLI that is installed here. */
export interface Client {
  readonly program: string;
  /** For example `aws-cli/2.9.19`. */
  readonly version: string;
  /** Exit code when a service refuses (User Guide of each version, "Return codes"). */
  readonly refusedCode: number;
  /** Whether it knows what AWS's models had in 2026. */
  readonly isRecent: boolean;
}

function run(program: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(program, args, { env, timeout: 60_000 }, (error, stdout, stderr) => {
      const code = typeof error?.code === "number" ? error.code : error ? 1 : 0;
      resolve({ code, stdout, stderr });
    });
    child.stdin?.end();
  });
}

function onPath(program: string): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return folders.map((folder) => join(folder, program)).find((each) => existsSync(each));
}

/** The release that is installed where there is none. */
const RELEASE = { program: "aws", name: "awscli", version: "1.45.11" };

/**
 * The AWS CLI to ask: the one that is named, or else the first on the path, or else one that is installed
 * for it. Throws when that cannot be had.
 */
export async function findClient(named: string | undefined): Promise<Client | undefined> {
  const program = named ?? onPath("aws") ?? (await pythonProgram(RELEASE));
  const { stdout, stderr } = await run(program, ["--version"], process.env);
  const [version = "", major, minor] = /aws-cli\/(\d+)\.(\d+)\.\d+/.exec(stdout + stderr) ?? [];
  if (major === undefined) return undefined;
  const isRecent = Number(minor) >= (major === "1" ? 44 : 33);
  return { program, version, refusedCode: major === "1" ? 255 : 254, isRecent };
}

/** Where and as whom commands are run. */
export interface Seat {
  readonly url: string;
  readonly region: string;
  readonly credentials: Credentials;
}

/** Nothing of the machine's own settings: no profiles, no metadata service, no retries, no pager. */
function environmentOf({ region, credentials }: Seat): NodeJS.ProcessEnv {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  return {
    PATH: process.env["PATH"],
    HOME: "/nonexistent",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_MAX_ATTEMPTS: "1",
    AWS_PAGER: "",
    AWS_DEFAULT_REGION: region,
    AWS_DEFAULT_OUTPUT: "json",
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    ...(sessionToken !== undefined && { AWS_SESSION_TOKEN: sessionToken }),
  };
}

/** Runs one command against a cloud. Versions before 2.13 know no AWS_ENDPOINT_URL, so it is an option. */
export const ask = ({ program }: Client, args: readonly string[], seat: Seat): Promise<Ended> =>
  run(program, ["--endpoint-url", seat.url, ...args], environmentOf(seat));
