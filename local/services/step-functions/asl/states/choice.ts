import * as z from "zod";
import { choiceRule, holds } from "../choice/rule.ts";
import { StateFailure } from "../failure.ts";
import { common, inAndOut } from "../fields.ts";
import { leave, selectedInput } from "../flow.ts";
import type { Behaviour } from "../visit.ts";

export const choiceState = z.strictObject({
  Type: z.literal("Choice"),
  ...common,
  ...inAndOut,
  Choices: z.array(choiceRule).nonempty(),
  Default: z.string().optional(),
});

export type ChoiceState = z.infer<typeof choiceState>;

/** Goes where the first rule that holds says. */
export const choice: Behaviour<ChoiceState> = {
  enter(state, visit) {
    const input = selectedInput(state, visit);
    const rule = state.Choices.find((each) => holds(each, { ...visit, input }));
    const next = rule?.Next ?? state.Default;
    if (next !== undefined) return { ...leave(state, visit, input), next };
    throw new StateFailure(
      "States.NoChoiceMatched",
      "No choice rule matched, and there is no Default",
    );
  },
};
