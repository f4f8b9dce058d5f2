import { spawn, spawnSync } from "node:child_process";

/** util-linux's `script` gives a program a terminal, and passes its exit code on. */
export const hasTerminal: boolean =
  spawnSync("script", ["-qec", "true", "/dev/null"], { stdio: "ignore" }).status === 0;

export interface Typed {
  /** As soon as this is on the screen … */
  readonly after: string;
  /** … this is typed. */
  readonly keys: string;
}

export interface Seen {
  readonly code: number | null;
  /** All that was on the screen, with what moves the cursor. */
  readonly screen: string;
}

interface TerminalOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly columns?: number;
  readonly typed?: readonly Typed[];
}

/** Runs a command line of a shell on a terminal, and types. */
export function onATerminal(line: string, options: TerminalOptions): Promise<Seen> {
  const { env, columns = 80, typed = [] } = options;
  return new Promise((resolve, reject) => {
    const sized = `stty cols ${columns} rows 24; ${line}`;
    const child = spawn("script", ["-qec", sized, "/dev/null"], { env, stdio: "pipe" });
    const left = [...typed];
    let screen = "";
    child.stdout.on("data", (part: Buffer) => {
      screen += part.toString();
      const next = left[0];
      if (next === undefined || !screen.includes(next.after)) return;
      left.shift();
      child.stdin.write(next.keys);
    });
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, screen }));
  });
}
