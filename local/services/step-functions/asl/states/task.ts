import * as z from "zod";
import {
  common,
  handling,
  inAndOut,
  referencePath,
  resulting,
  seconds,
  template,
  transition,
} from "../fields.ts";
import { effectiveInput, leave, numberAt } from "../flow.ts";
import type { Behaviour, Visit } from "../visit.ts";

export const taskState = z
  .strictObject({
    Type: z.literal("Task"),
    ...common,
    ...transition,
    ...inAndOut,
    ...resulting,
    ...handling,
    Resource: z.string().startsWith("arn:", "Value is not a valid resource ARN"),
    Parameters: template.optional(),
    TimeoutSeconds: seconds.optional(),
    TimeoutSecondsPath: referencePath.optional(),
  })
  .refine(
    ({ TimeoutSeconds, TimeoutSecondsPath }) =>
      TimeoutSeconds === undefined || TimeoutSecondsPath === undefined,
    { error: "Only one of TimeoutSeconds and TimeoutSecondsPath is allowed" },
  );

export type TaskState = z.infer<typeof taskState>;

function timeoutOf(state: TaskState, visit: Visit): { readonly timeoutSeconds?: number } {
  const { TimeoutSeconds, TimeoutSecondsPath } = state;
  if (TimeoutSeconds !== undefined) return { timeoutSeconds: TimeoutSeconds };
  if (TimeoutSecondsPath === undefined) return {};
  return { timeoutSeconds: numberAt("TimeoutSecondsPath", TimeoutSecondsPath, visit) };
}

/** Lets a Lambda function or another service do something, and goes on with its answer. */
export const task: Behaviour<TaskState> = {
  enter: (state, visit) => ({
    kind: "task",
    resource: state.Resource,
    parameters: effectiveInput(state, visit),
    ...timeoutOf(state, visit),
  }),
  finish: leave,
};
