#!/usr/bin/env node
import { spawn } from "node:child_process";
import { homedir } from "node:os";
import { setTimeout } from "node:timers/promises";
import { EXIT } from "./failure.ts";
import { main } from "./program.ts";
import type { Surroundings } from "./surroundings.ts";

/** Whoever reads our output has had enough, such as `head`: what is left interests nobody. */
for (const stream of [process.stdout, process.stderr])
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(EXIT.closedPipe);
    throw error;
  });

const surroundings: Surroundings = {
  env: process.env,
  home: homedir(),
  platform: process.platform,
  ...{ stdin: process.stdin, stdout: process.stdout, stderr: process.stderr },
  fetch,
  now: Date.now,
  sleep: (milliseconds) => setTimeout(milliseconds),
  credentials: async (profile, isForClient = false) => {
    if (isForClient) delete process.env["AWS_PROFILE"];
    // It takes a while to load, and is not needed to refuse a command line.
    const { defaultProvider } = await import("@aws-sdk/credential-provider-node");
    return await defaultProvider(profile === undefined ? {} : { profile })();
  },
  onInterrupt: (react) => {
    process.on("SIGINT", react);
    return () => void process.off("SIGINT", react);
  },
  run: (program, args) =>
    new Promise((resolve) => {
      const child = spawn(program, args, { stdio: "inherit" });
      child.once("error", () => resolve(127));
      child.once("exit", (code) => resolve(code ?? 1));
    }),
  self: [process.execPath, process.argv[1] ?? "mayfly"],
};

process.exitCode = await main(process.argv.slice(2), surroundings);
