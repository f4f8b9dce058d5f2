import { isDeepStrictEqual } from "node:util";
import { PLENTY, SCARCITY, TALK } from "../runs/every-run.ts";
import { policiesIn, type RolePolicy } from "./policies.ts";
import { Recording } from "./recording.ts";
import { openStage, type Stage, type Supply } from "./stage.ts";

/** What was asked for in runs that try everything, and what every role may do. */
export interface Evidence {
  readonly recording: Recording;
  readonly roles: readonly RolePolicy[];
  /** Folder with the templates that were deployed. */
  readonly assembly: string;
}

export type Run = (stage: Stage) => Promise<void>;

async function perform(
  { supply, runs }: { readonly supply: Supply; readonly runs: readonly Run[] },
  recording: Recording,
): Promise<Evidence> {
  const stage = await openStage(supply, recording);
  try {
    const { assembly } = stage;
    const roles = policiesIn(stage, assembly);
    for (const run of runs) await run(stage);
    return { recording, roles, assembly };
  } finally {
    await stage.close();
  }
}

/** Runs through what Mayfly does in Slack; the roles are those that are there for it alone. */
export async function recordTalk(): Promise<Evidence> {
  const { roles, ...evidence } = await perform(TALK, new Recording());
  return { ...evidence, roles: roles.filter(({ roleName }) => roleName.includes("-slack-")) };
}

/** Runs through everything that Mayfly does, in virtual time, and notes every permission asked for. */
export async function recordEverything(): Promise<Evidence> {
  const recording = new Recording();
  const record = await perform(PLENTY, recording);
  const { roles } = await perform(SCARCITY, recording);
  // What was asked in one cloud is replayed with the policies of the other.
  if (!isDeepStrictEqual(roles, record.roles)) throw new Error("The two stages differ.");
  return record;
}
