import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** What a shell is opened with. */
export interface ShellSettings {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** A line that no command writes by chance: it tells that one has ended. */
  readonly mark: string;
  readonly tell: (line: string) => void;
}

/** How a command ended. */
export interface Outcome {
  readonly code: number;
  /** False when the command has ended the shell itself. */
  readonly isOpen: boolean;
}

/** A shell in which commands run one after the other and keep what they set, as in one terminal. */
export interface Shell {
  run(command: string): Promise<Outcome>;
  /** Ends the shell with everything that it started. */
  kill(): void;
}

const KILLED: Outcome = { code: 137, isOpen: false };

/** Feeds lines through, except the mark and the line break that goes before it. */
function lineReader({ mark, tell }: ShellSettings, ended: (outcome: Outcome) => void) {
  let isBlankHeld = false;
  return (line: string) => {
    if (line.startsWith(`${mark} `)) {
      isBlankHeld = false;
      return ended({ code: Number(line.slice(mark.length + 1)), isOpen: true });
    }
    if (isBlankHeld) tell("");
    isBlankHeld = line === "";
    if (line !== "") tell(line);
  };
}

/** Opens a POSIX shell, with its errors among its output. */
export function openShell(settings: ShellSettings): Shell {
  const { mark } = settings;
  const child = spawn("sh", [], {
    cwd: settings.folder,
    env: settings.environment,
    stdio: ["pipe", "pipe", "ignore"],
    detached: true,
  });
  let isOpen = true;
  let settle: (outcome: Outcome) => void = () => undefined;
  const closed = (code: number | null) => {
    isOpen = false;
    settle(code === null ? KILLED : { code, isOpen });
  };
  createInterface({ input: child.stdout }).on(
    "line",
    lineReader(settings, (outcome) => settle(outcome)),
  );
  child.on("close", closed).on("error", () => closed(null));
  // A shell that has died while a command is being written to it tells so by closing.
  child.stdin.on("error", () => undefined);
  child.stdin.write("exec 2>&1\n");
  return {
    run: (command) =>
      new Promise((resolve) => {
        if (!isOpen) return resolve(KILLED);
        settle = resolve;
        child.stdin.write(`{\n${command}\n} </dev/null\nprintf '\\n%s %s\\n' '${mark}' "$?"\n`);
      }),
    kill: () => killGroup(child),
  };
}

function killGroup({ pid, stdin }: ChildProcess): void {
  stdin?.destroy();
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}
