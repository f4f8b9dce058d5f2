import { FAILED } from "../common/command.ts";

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/**
 * Waits until somebody stops this process, or something fails that nobody has taken care of. Answers
 * the exit code. Who asks a second time is not kept waiting.
 */
export function untilStopped(): Promise<number> {
  return new Promise((resolve) => {
    for (const signal of SIGNALS)
      process.once(signal, () => {
        resolve(0);
        process.once(signal, () => process.exit(FAILED));
      });
    const fail = (error: unknown) => {
      console.error("The local cloud stops, because something in it has failed:");
      console.error(error);
      resolve(FAILED);
    };
    process.once("uncaughtException", fail);
    process.once("unhandledRejection", fail);
  });
}
