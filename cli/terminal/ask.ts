import { createInterface } from "node:readline/promises";
import { CommandFailure, EXIT, misused } from "../failure.ts";
import type { Surroundings } from "../surroundings.ts";

/**
 * Asks somebody to type a name before something is destroyed. Where nobody can be asked, `--yes` must have
 * said it. Throws CommandFailure when the answer is another one.
 */
export async function confirm(
  { stdin, stderr }: Pick<Surroundings, "stdin" | "stderr">,
  { what, name, yes }: { readonly what: string; readonly name: string; readonly yes: boolean },
): Promise<void> {
  if (yes) return;
  if (stdin.isTTY !== true)
    throw misused(
      `${what} That needs a yes, and there is no terminal to ask on.`,
      "Say it with --yes.",
    );
  const lines = createInterface({ input: stdin, output: stderr, terminal: true });
  const interrupted = new Promise<never>((_, reject) => {
    const stop = () =>
      reject(new CommandFailure(EXIT.interrupted, "Interrupted: nothing was changed."));
    lines.once("SIGINT", stop);
    lines.once("close", stop);
  });
  try {
    const typed = await Promise.race([
      lines.question(`${what}\nType ${name} to go on: `),
      interrupted,
    ]);
    if (typed.trim() !== name)
      throw new CommandFailure(EXIT.misused, "That is another name: nothing was changed.");
  } finally {
    interrupted.catch(() => undefined);
    lines.close();
  }
}
