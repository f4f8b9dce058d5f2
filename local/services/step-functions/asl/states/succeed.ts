import * as z from "zod";
import { common, inAndOut } from "../fields.ts";
import { leave, selectedInput } from "../flow.ts";
import type { Behaviour } from "../visit.ts";

export const succeedState = z.strictObject({
  Type: z.literal("Succeed"),
  ...common,
  ...inAndOut,
});

export type SucceedState = z.infer<typeof succeedState>;

/** Ends its scope with what it was given. */
export const succeed: Behaviour<SucceedState> = {
  enter: (state, visit) => leave(state, visit, selectedInput(state, visit)),
};
