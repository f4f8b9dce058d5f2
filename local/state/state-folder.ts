import { mkdirSync } from "node:fs";
import type { Instant } from "../kernel/clock.ts";
import type { Storage } from "../kernel/collection.ts";
import { JournalStorage } from "../kernel/journal.ts";
import { openKeptTime } from "./kept-time.ts";
import { lock } from "./lock.ts";

/** A world on disk, for this process alone. */
export interface StateFolder {
  readonly storage: Storage;
  /** A moment that the world has not passed; undefined when it is new. */
  readonly time: Instant | undefined;
  /** How often the world was opened, this time included: chance must not repeat itself. */
  readonly openings: number;
  /** Keeps a moment that the clock is about to reach. */
  keepTime(moment: Instant): void;
  close(): void;
}

const PLACE = { service: "local", account: "none", region: "global" };

function countOpening(storage: Storage): number {
  const openings = storage.collection<number>(PLACE, "openings");
  const count = (openings.get("count") ?? 0) + 1;
  openings.set("count", count);
  return count;
}

/** Opens a state folder, or makes it. Throws when it is in use, or holds something else. */
export function openStateFolder(folder: string): StateFolder {
  mkdirSync(folder, { recursive: true });
  const unlock = lock(folder);
  try {
    const storage = new JournalStorage(folder);
    const time = openKeptTime(folder);
    return {
      storage,
      time: time.before,
      openings: countOpening(storage),
      keepTime: time.keep,
      close() {
        time.close();
        storage.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    const { message } = error as Error;
    throw new Error(`The state folder ${folder} cannot be used: ${message}`, { cause: error });
  }
}
