import type { BuildLog } from "./build-log.ts";
import type { Buildspec, BuildspecPhase } from "./buildspec.ts";
import type { Flaw } from "./records.ts";
import { openShell, type Shell, type ShellSettings } from "./shell.ts";

/** The phases in which commands of the buildspec run. */
export const COMMAND_PHASES = [
  { type: "INSTALL", key: "install" },
  { type: "PRE_BUILD", key: "pre_build" },
  { type: "BUILD", key: "build" },
  { type: "POST_BUILD", key: "post_build" },
] as const;

type Phase = (typeof COMMAND_PHASES)[number];

/** What commands run in. */
export interface Runner {
  readonly spec: Buildspec;
  readonly log: BuildLog;
  readonly shellSettings: ShellSettings;
  /** Aborted when the build is cut off. */
  readonly signal: AbortSignal;
}

/** Runs the commands of a build, in one shell as version 0.2 has it; a shell that a command ended is replaced. */
export class Commands {
  readonly #runner: Runner;
  #shell: Shell;

  constructor(runner: Runner) {
    this.#runner = runner;
    this.#shell = openShell(runner.shellSettings);
    runner.signal.addEventListener("abort", () => this.#shell.kill());
  }

  /** Answers why the phase failed; undefined when it did not, or had nothing to do. */
  async run({ key }: Phase): Promise<Flaw | undefined> {
    const phase = this.#runner.spec.phases[key];
    if (phase === undefined) return undefined;
    const flaw = await this.#all(phase.commands);
    return (await this.#all(phase.finally)) ?? flaw;
  }

  /** Tells the commands to come that the build has failed. */
  async tellFailure(): Promise<void> {
    await this.#one("export CODEBUILD_BUILD_SUCCEEDING=0");
  }

  close(): void {
    this.#shell.kill();
  }

  async #all(commands: BuildspecPhase["commands"]): Promise<Flaw | undefined> {
    const { log } = this.#runner;
    for (const command of commands) {
      if (this.#isCutOff()) return undefined;
      log.own(`Running command ${command}`);
      const code = await this.#one(command);
      if (code === 0 || this.#isCutOff()) continue;
      log.own(`Command did not exit successfully ${command} exit status ${code}`);
      const message = `Error while executing command: ${command}. Reason: exit status ${code}`;
      return { code: "COMMAND_EXECUTION_ERROR", message };
    }
    return undefined;
  }

  #isCutOff(): boolean {
    return this.#runner.signal.aborted;
  }

  async #one(command: string): Promise<number> {
    const { code, isOpen } = await this.#shell.run(command);
    if (!isOpen && !this.#runner.signal.aborted)
      this.#shell = openShell(this.#runner.shellSettings);
    return code;
  }
}
