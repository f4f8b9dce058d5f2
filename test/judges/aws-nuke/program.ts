import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import type { Credentials } from "../../../local/kernel/principal.ts";
import { argumentsOf } from "../../../nuke/engine.ts";
import { EngineOutput } from "../../../nuke/engine-output.ts";

/** An engine that can be run: aws-nuke, or our stand-in. */
export interface Program {
  readonly executable: string;
  /** Where it finds the cloud, beyond credentials. */
  readonly environment: Readonly<Record<string, string>>;
  /** Path of its configuration, which is written anew for every run. */
  readonly file: string;
}

/** One run. */
export interface Run {
  readonly configuration: string;
  readonly credentials: Credentials;
  /** False: only look. */
  readonly remove: boolean;
}

/** What a run told, as production reads it. */
export interface Told {
  readonly code: number | null;
  readonly lines: readonly string[];
  readonly output: EngineOutput;
  readonly milliseconds: number;
}

const LIMIT_MS = 15 * 60_000;

const environmentOf = (program: Program, { credentials }: Run): NodeJS.ProcessEnv => ({
  PATH: process.env["PATH"],
  HOME: "/nonexistent",
  AWS_DEFAULT_REGION: "us-east-1",
  AWS_EC2_METADATA_DISABLED: "true",
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  ...(credentials.sessionToken !== undefined && { AWS_SESSION_TOKEN: credentials.sessionToken }),
  // Rounds a second apart: seconds pass here as they do in AWS, but nobody is throttled.
  AWS_NUKE_RUN_SLEEP_DELAY: "1s",
  ...program.environment,
});

/** Runs an engine with production's command line, and reads its output as production does. */
export async function runProgram(program: Program, run: Run): Promise<Told> {
  await writeFile(program.file, run.configuration);
  const began = performance.now();
  const engine = spawn(program.executable, argumentsOf(program.file, run.remove), {
    env: environmentOf(program, run),
    stdio: ["ignore", "pipe", "inherit"],
    timeout: LIMIT_MS,
  });
  const ended = new Promise<number | null>((resolve, reject) =>
    engine.on("close", resolve).on("error", reject),
  );
  const lines: string[] = [];
  const output = new EngineOutput();
  for await (const line of createInterface({ input: engine.stdout })) {
    lines.push(line);
    output.read(line);
  }
  return { code: await ended, lines, output, milliseconds: performance.now() - began };
}
