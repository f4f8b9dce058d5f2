import * as z from "zod";
import { parsedJson } from "../../domain/json.ts";
import type { Cause } from "../../domain/lease/lease.ts";

/** What the Lambda integration writes into the cause of a function's error. */
const lambdaCause = z.object({ errorMessage: z.string() }).transform((told) => told.errorMessage);

const flaw = z.object({ Message: z.string().default("") });
const phase = z.object({ PhaseStatus: z.string().optional(), Contexts: z.array(flaw).catch([]) });
const logs = z.object({ GroupName: z.string(), StreamName: z.string() });

/** What the CodeBuild integration writes into the cause of a build's failure: the build. */
const buildCause = z
  .object({
    Build: z.object({
      Id: z.string(),
      BuildStatus: z.string(),
      Phases: z.array(phase).catch([]),
      Logs: logs.optional().catch(undefined),
    }),
  })
  .transform(({ Build }) => {
    const failed = Build.Phases.filter(({ PhaseStatus }) => PhaseStatus === Build.BuildStatus);
    const why = failed.flatMap(({ Contexts }) => Contexts.map(({ Message }) => Message));
    const { GroupName, StreamName } = Build.Logs ?? {};
    const log = StreamName === undefined ? "" : ` Its log is ${StreamName} of ${GroupName}.`;
    return `Build ${Build.Id} ended as ${Build.BuildStatus}. ${why.join(" ")}${log}`;
  });

// What people read, and the ledger keeps, is the beginning.
const LONGEST_MESSAGE = 1_000;

/** Reads what a state machine caught: of a function's error or a build's failure, what a person needs. */
export function causeOf(failure: { readonly Error: string; readonly Cause: string }): Cause {
  const told = z.union([lambdaCause, buildCause]).safeParse(parsedJson(failure.Cause)).data;
  return { error: failure.Error, message: (told ?? failure.Cause).slice(0, LONGEST_MESSAGE) };
}
