import type { Json } from "../../json-path/json.ts";
import { lookUp } from "../../json-path/look-up.ts";
import { parsePath } from "../../json-path/path.ts";
import { putAt } from "../../json-path/put-at.ts";
import { runtimeFailure, StateFailure } from "./failure.ts";
import { seen } from "./intrinsic/evaluate.ts";
import { fillTemplate } from "./template.ts";
import type { Exit, Visit } from "./visit.ts";

type MaybePath = string | null | undefined;

/** What InputPath or OutputPath lets through; `null` lets nothing through. */
function filtered(field: string, text: MaybePath, visit: Visit): Json {
  if (text === null) return {};
  if (text === undefined) return visit.input;
  const value = seen(parsePath(text), visit);
  if (value !== undefined) return value;
  const input = JSON.stringify(visit.input);
  throw runtimeFailure(
    `Invalid path '${text}': the ${field} could not be found in the input '${input}'`,
  );
}

interface Entering {
  readonly InputPath?: MaybePath;
  readonly Parameters?: Json | undefined;
}

/** The input after InputPath. */
export const selectedInput = ({ InputPath }: Entering, visit: Visit): Json =>
  filtered("InputPath", InputPath, visit);

/** The input after InputPath and Parameters. */
export function effectiveInput(state: Entering, visit: Visit): Json {
  const input = selectedInput(state, visit);
  if (state.Parameters === undefined) return input;
  return fillTemplate(state.Parameters, { ...visit, input });
}

/**
 * The raw input with a result put where ResultPath says; `null` drops the result. Answers `undefined`
 * where the path does not fit the input.
 */
export function putResult(path: MaybePath, input: Json, result: Json): Json | undefined {
  if (path === null) return input;
  return path === undefined ? result : putAt(parsePath(path), input, result);
}

/** The failure of a state whose ResultPath does not fit its input. */
export const resultPathMismatch = (path: string, input: Json) =>
  new StateFailure(
    "States.ResultPathMatchFailure",
    `Unable to apply ReferencePath ${path} to input ${JSON.stringify(input)}`,
  );

interface Leaving {
  readonly ResultSelector?: Json | undefined;
  readonly ResultPath?: MaybePath;
  readonly OutputPath?: MaybePath;
  readonly Next?: string | undefined;
}

/** Goes on with a result, through ResultSelector, ResultPath and OutputPath. */
export function leave(state: Leaving, visit: Visit, result: Json): Exit {
  const { ResultSelector, ResultPath, OutputPath, Next } = state;
  const selected =
    ResultSelector === undefined
      ? result
      : fillTemplate(ResultSelector, { ...visit, input: result });
  const output = putResult(ResultPath, visit.input, selected);
  if (output === undefined) throw resultPathMismatch(String(ResultPath), visit.input);
  return {
    kind: "exit",
    output: filtered("OutputPath", OutputPath, { ...visit, input: output }),
    next: Next,
  };
}

/** A number that a `…Path` field points at. Errors: StateFailure States.Runtime. */
export function numberAt(field: string, text: string, visit: Visit): number {
  const value = lookUp(parsePath(text), visit.input);
  if (typeof value === "number" && Number.isInteger(value) && value >= 0) return value;
  throw runtimeFailure(`The ${field} parameter '${text}' does not reference a whole number`);
}
