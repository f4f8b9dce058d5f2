import type { Random } from "../../../../kernel/random.ts";
import type { Json } from "../../../json-path/json.ts";
import { lookUp } from "../../../json-path/look-up.ts";
import type { Path } from "../../../json-path/path.ts";
import type { Expression } from "./expression.ts";
import { callIntrinsic, isIntrinsic } from "./functions.ts";

/** What expressions can see: `$` and `$$`. */
export interface Sight {
  readonly input: Json;
  readonly context: Json;
  readonly random: Random;
}

/** What a path finds in the input or in the context object. */
export const seen = (path: Path, { input, context }: Sight): Json | undefined =>
  lookUp(path, path.root === "$" ? input : context);

const unescaped = (raw: string) => raw.replaceAll(/\\(.)/gu, "$1");

/**
 * The value of an expression; `missing` decides what to do about a path that finds nothing.
 * Errors: StateFailure States.IntrinsicFailure.
 */
export function evaluate(
  expression: Expression,
  sight: Sight,
  missing: (path: Path) => never,
): Json {
  switch (expression.kind) {
    case "text":
      return unescaped(expression.raw);
    case "constant":
      return expression.value;
    case "path":
      return found(expression.path, sight, missing);
    case "call": {
      const [first] = expression.args;
      const all = expression.args.map((each) => evaluate(each, sight, missing));
      const template = first?.kind === "text" ? first.raw : undefined;
      return callIntrinsic(expression.name, { all, template }, sight.random);
    }
    default:
      return expression satisfies never;
  }
}

function found(path: Path, sight: Sight, missing: (path: Path) => never): Json {
  const value = seen(path, sight);
  return value === undefined ? missing(path) : value;
}

/** The function of a call, or of one inside it, that does not exist. */
export function unknownFunction(expression: Expression): string | undefined {
  if (expression.kind !== "call") return undefined;
  if (!isIntrinsic(expression.name)) return expression.name;
  return expression.args.map(unknownFunction).find((name) => name !== undefined);
}
