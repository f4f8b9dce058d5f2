import { everyRun } from "../runs/every-run.ts";
import { policiesIn, type RolePolicy } from "./policies.ts";
import type { Recording } from "./recording.ts";
import { openStage } from "./stage.ts";

/** What was asked for in runs that try everything, and what every role may do. */
export interface Record {
  readonly recording: Recording;
  readonly roles: readonly RolePolicy[];
  /** Folder with the templates that were deployed. */
  readonly assembly: string;
}

/** Runs through everything that Mayfly does, in virtual time, and notes every permission asked for. */
export async function recordEverything(): Promise<Record> {
  const stage = await openStage();
  try {
    const { recording, assembly } = stage;
    const roles = policiesIn(stage, assembly);
    await everyRun(stage);
    return { recording, roles, assembly };
  } finally {
    await stage.close();
  }
}
