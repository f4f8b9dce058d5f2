import type { Random } from "../../../../kernel/random.ts";
import type { Json } from "../../../json-path/json.ts";
import { Arguments } from "./arguments.ts";
import { arrayFunctions } from "./arrays.ts";
import { format, textFunctions } from "./texts.ts";

function merge(args: Arguments): Json {
  args.count(3);
  // The third argument asks for a deep merge, which Step Functions itself does not know yet.
  if (args.at(2) !== false) return args.refuse(2, "false");
  return { ...args.object(0), ...args.object(1) };
}

function chance(args: Arguments, random: Random): Json {
  args.count(2, 3);
  const [start, end] = [args.integer(0), args.integer(1)];
  if (end <= start) return args.refuse(1, "more than the first");
  // A seed makes the number repeatable; in the local cloud every number is, by the cloud's seed.
  return random.between(start, end - 1);
}

const numberFunctions: Readonly<Record<string, (args: Arguments, random: Random) => Json>> = {
  "States.MathAdd": (args) => {
    args.count(2);
    return args.integer(0) + args.integer(1);
  },
  "States.MathRandom": chance,
  "States.JsonMerge": merge,
  "States.UUID": (args, random) => {
    args.count(0);
    return random.uuid();
  },
};

const FUNCTIONS = { ...arrayFunctions, ...textFunctions, ...numberFunctions };

export const isIntrinsic = (name: string) => name === "States.Format" || name in FUNCTIONS;

/** What a function answers; `template` is the first argument as it was written, for States.Format. */
export function callIntrinsic(
  name: string,
  { all, template }: { readonly all: readonly Json[]; readonly template: string | undefined },
  random: Random,
): Json {
  const args = new Arguments(name, all);
  if (name === "States.Format") return format(args, template ?? args.text(0));
  return FUNCTIONS[name]?.(args, random) ?? null;
}
