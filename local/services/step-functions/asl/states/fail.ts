import * as z from "zod";
import { runtimeFailure, StateFailure } from "../failure.ts";
import { common, path } from "../fields.ts";
import { evaluate } from "../intrinsic/evaluate.ts";
import { parseExpression } from "../intrinsic/expression.ts";
import type { Behaviour, Visit } from "../visit.ts";

export const failState = z
  .strictObject({
    Type: z.literal("Fail"),
    ...common,
    Error: z.string().optional(),
    ErrorPath: path.or(z.string().startsWith("States.")).optional(),
    Cause: z.string().optional(),
    CausePath: path.or(z.string().startsWith("States.")).optional(),
  })
  .refine(({ Error: error, ErrorPath }) => error === undefined || ErrorPath === undefined, {
    error: "Only one of Error and ErrorPath is allowed",
  })
  .refine(({ Cause, CausePath }) => Cause === undefined || CausePath === undefined, {
    error: "Only one of Cause and CausePath is allowed",
  });

export type FailState = z.infer<typeof failState>;

function textAt(field: string, expression: string | undefined, visit: Visit): string | undefined {
  if (expression === undefined) return undefined;
  const refuse = (): never => {
    throw runtimeFailure(
      `The ${field} parameter '${expression}' does not reference a string in the input '${JSON.stringify(visit.input)}'`,
    );
  };
  const value = evaluate(parseExpression(expression), visit, refuse);
  return typeof value === "string" ? value : refuse();
}

/** Ends everything with an error. */
export const fail: Behaviour<FailState> = {
  enter(state, visit) {
    throw new StateFailure(
      state.Error ?? textAt("ErrorPath", state.ErrorPath, visit),
      state.Cause ?? textAt("CausePath", state.CausePath, visit),
    );
  },
};
