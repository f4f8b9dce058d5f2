import { isArray, isObject, type Json } from "../../json-path/json.ts";
import { InvalidPath } from "../../json-path/path.ts";
import { runtimeFailure } from "./failure.ts";
import { evaluate, type Sight, unknownFunction } from "./intrinsic/evaluate.ts";
import { parseExpression } from "./intrinsic/expression.ts";

const DYNAMIC = ".$";

/** What is wrong with a payload template: its fields that end in `.$` must hold expressions. */
export function problemOfTemplate(template: Json): string | undefined {
  if (isArray(template)) return template.map(problemOfTemplate).find(Boolean);
  if (!isObject(template)) return undefined;
  const problems = Object.entries(template).map(([name, value]) =>
    name.endsWith(DYNAMIC) ? problemOfField(name, value) : problemOfTemplate(value),
  );
  return problems.find(Boolean);
}

function problemOfField(name: string, value: Json): string | undefined {
  const wanted = `The value for the field '${name}' must be a valid JSONPath or a valid intrinsic function call`;
  if (typeof value !== "string") return wanted;
  try {
    const unknown = unknownFunction(parseExpression(value));
    return unknown === undefined ? undefined : `${wanted}; ${unknown} is no intrinsic function`;
  } catch (error) {
    if (!(error instanceof InvalidPath)) throw error;
    return `${wanted}; ${error.message}`;
  }
}

function field(name: string, value: Json, sight: Sight): [string, Json] {
  if (!name.endsWith(DYNAMIC)) return [name, fillTemplate(value, sight)];
  const filled = evaluate(parseExpression(String(value)), sight, ({ text }) => {
    const input = JSON.stringify(sight.input);
    throw runtimeFailure(
      `The JSONPath '${text}' specified for the field '${name}' could not be found in the input '${input}'`,
    );
  });
  return [name.slice(0, -DYNAMIC.length), filled];
}

/**
 * Fills a payload template: fields that end in `.$` get what their expressions find.
 * Errors: StateFailure States.Runtime for a path without a value, States.IntrinsicFailure.
 */
export function fillTemplate(template: Json, sight: Sight): Json {
  if (isArray(template)) return template.map((each) => fillTemplate(each, sight));
  if (!isObject(template)) return template;
  return Object.fromEntries(
    Object.entries(template).map(([name, value]) => field(name, value, sight)),
  );
}
