import * as z from "zod";
import { common, inAndOut, json, referencePath, template, transition } from "../fields.ts";
import { effectiveInput, leave } from "../flow.ts";
import type { Behaviour } from "../visit.ts";

export const passState = z.strictObject({
  Type: z.literal("Pass"),
  ...common,
  ...transition,
  ...inAndOut,
  Parameters: template.optional(),
  Result: json.optional(),
  ResultPath: referencePath.nullish(),
});

export type PassState = z.infer<typeof passState>;

/** Hands its input on, or a result that is written in the definition. */
export const pass: Behaviour<PassState> = {
  enter: (state, visit) => leave(state, visit, state.Result ?? effectiveInput(state, visit)),
};
