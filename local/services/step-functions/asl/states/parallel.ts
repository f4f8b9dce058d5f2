import * as z from "zod";
import { common, handling, inAndOut, resulting, template, transition } from "../fields.ts";
import { effectiveInput, leave } from "../flow.ts";
import type { Scope } from "../scope.ts";
import type { Behaviour } from "../visit.ts";

export const parallelState = z.strictObject({
  Type: z.literal("Parallel"),
  ...common,
  ...transition,
  ...inAndOut,
  ...resulting,
  ...handling,
  Parameters: template.optional(),
  /** Their states are checked by the definition, which goes down into every scope. */
  Branches: z.array(z.custom<Scope>()).nonempty(),
});

export type ParallelState = z.infer<typeof parallelState>;

/** Runs several scopes with the same input, and goes on with the list of their outputs. */
export const parallel: Behaviour<ParallelState> = {
  enter(state, visit) {
    const input = effectiveInput(state, visit);
    return {
      kind: "fork",
      branches: state.Branches.map((_, index) => ({ input, scope: ["Branches", index] })),
      concurrency: state.Branches.length,
    };
  },
  finish: leave,
};
