import { isArray, isObject, type Json, type JsonObject } from "../../json-path/json.ts";
import { InvalidPattern, type Test, testOf } from "./operators.ts";

/** Whether an event is one that a rule waits for. */
export type Pattern = (event: Json) => boolean;

/** A value in an event: of a list, each element. */
const each = (value: Json | undefined): readonly (Json | undefined)[] =>
  isArray(value) && value.length > 0 ? value : [value];

function leaf(name: string, elements: readonly Json[]): Test {
  if (elements.length === 0) throw new InvalidPattern(`Empty arrays are not allowed: ${name}`);
  const tests = elements.map(testOf);
  return (value) => each(value).some((one) => tests.some((test) => test(one)));
}

function field(name: string, wanted: Json): Test {
  if (isArray(wanted)) return leaf(name, wanted);
  if (isObject(wanted)) return fields(wanted);
  throw new InvalidPattern(`"${name}" must be an object or an array`);
}

function alternatives(wanted: Json): Test {
  if (!isArray(wanted) || wanted.length < 2 || !wanted.every(isObject)) {
    throw new InvalidPattern("There must be at least 2 objects in the value of $or");
  }
  const tests = wanted.map((one) => fields(one));
  return (value) => tests.some((test) => test(value));
}

/** All fields must match in the same object: in one element where the event has a list of them. */
function fields(wanted: JsonObject): Test {
  if (Object.keys(wanted).length === 0) throw new InvalidPattern("Empty objects are not allowed");
  const tests = Object.entries(wanted).map(([name, value]): Test => {
    if (name === "$or") return alternatives(value);
    const test = field(name, value);
    return (event) => test(isObject(event) ? event[name] : undefined);
  });
  return (value) => each(value).some((one) => tests.every((test) => test(one)));
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    throw new InvalidPattern((error as Error).message);
  }
}

/** Understands an event pattern, JSON text. Throws InvalidPattern. */
export function parsePattern(text: string): Pattern {
  const wanted = parsed(text);
  if (!isObject(wanted)) throw new InvalidPattern("Filter is not an object");
  return fields(wanted);
}
