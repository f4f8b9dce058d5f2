import { isArray, type Json, sameJson } from "../../../json-path/json.ts";
import { intrinsicFailure } from "../failure.ts";
import type { Arguments } from "./arguments.ts";

// Step Functions Developer Guide, "Intrinsic functions": an array can have 1,000 elements at most.
const LONGEST_RANGE = 1_000;

function partition(args: Arguments): Json {
  args.count(2);
  const [array, size] = [args.array(0), args.integer(1)];
  if (size < 1) return args.refuse(1, "a positive number");
  const count = Math.ceil(array.length / size);
  return Array.from({ length: count }, (_, chunk) => array.slice(chunk * size, (chunk + 1) * size));
}

function range(args: Arguments): Json {
  args.count(3);
  const [first, last, step] = [args.integer(0), args.integer(1), args.integer(2)];
  if (step === 0) return args.refuse(2, "a number other than 0");
  const length = Math.max(0, Math.floor((last - first) / step) + 1);
  if (length > LONGEST_RANGE) {
    throw intrinsicFailure(`${args.name} makes ${length} elements; ${LONGEST_RANGE} are allowed`);
  }
  return Array.from({ length }, (_, index) => first + index * step);
}

function item(args: Arguments): Json {
  args.count(2);
  const found = args.array(0)[args.integer(1)];
  return found === undefined ? args.refuse(1, "an index of the array") : found;
}

function unique(args: Arguments): Json {
  args.count(1);
  const array = args.array(0);
  return array.filter((each, index) => array.findIndex((other) => sameJson(each, other)) === index);
}

/** The intrinsic functions on arrays. */
export const arrayFunctions: Readonly<Record<string, (args: Arguments) => Json>> = {
  "States.Array": (args) => args.all,
  "States.ArrayPartition": partition,
  "States.ArrayContains": (args) => {
    args.count(2);
    return args.array(0).some((each) => sameJson(each, args.at(1)));
  },
  "States.ArrayRange": range,
  "States.ArrayGetItem": item,
  "States.ArrayLength": (args) => {
    args.count(1);
    const value = args.at(0);
    return isArray(value) ? value.length : args.refuse(0, "an array");
  },
  "States.ArrayUnique": unique,
};
