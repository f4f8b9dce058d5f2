import type { LanguageVersion } from "../policy-text.ts";
import type { RequestContext } from "../request-context.ts";
import type { Comparison } from "./comparison.ts";
import { type NamedOperator, operatorNamed } from "./operator-name.ts";

/** Whether a condition of a policy holds for a request. */
export type Condition = (context: RequestContext) => boolean;

type Comparing = Extract<NamedOperator, { kind: "comparison" }>;

/** One line of a condition block: an operator, a key, and the values that it is compared with. */
interface ConditionLine {
  readonly key: string;
  readonly expected: readonly string[];
  readonly version: LanguageVersion;
}

function isNull({ key, expected }: ConditionLine): Condition {
  const absences = expected.map((value) => value.toLowerCase() === "true");
  return (context) => absences.includes(context.valuesOf(key) === undefined);
}

/** A negated operator whose variable has no value does not hold: AWS takes the statement for invalid. */
function holdsNowhere(comparisons: readonly Comparison[], value: string, context: RequestContext) {
  return comparisons.every((comparison) => comparison(value, context) === false);
}

function holdsSomewhere(
  comparisons: readonly Comparison[],
  value: string,
  context: RequestContext,
) {
  return comparisons.some((comparison) => comparison(value, context) === true);
}

/** IAM User Guide, "Set operators for multivalued context keys": an empty text counts as no value. */
function members(values: readonly string[] | undefined): readonly string[] {
  return values?.filter((value) => value !== "") ?? [];
}

function comparison(named: Comparing, line: ConditionLine): Condition {
  const { operator, set, ifExists } = named;
  const comparisons = line.expected.map((value) => operator.compare(value, line.version));
  const holds = operator.negated ? holdsNowhere : holdsSomewhere;
  return (context) => {
    const values = context.valuesOf(line.key);
    if (values === undefined && ifExists) return true;
    const holdsFor = (value: string) => holds(comparisons, value, context);
    if (set === "ForAllValues") return members(values).every(holdsFor);
    if (set === "ForAnyValue") return members(values).some(holdsFor);
    if (values === undefined) return operator.negated;
    const [only, ...others] = values;
    // Several values want a set operator; without one the condition does not match.
    return only !== undefined && others.length === 0 && holdsFor(only);
  };
}

/** Compiles one line of a condition block; `undefined` when there is no operator of that name. */
export function compileCondition(name: string, line: ConditionLine): Condition | undefined {
  const named = operatorNamed(name);
  if (named === undefined) return undefined;
  const ownLine = { ...line, key: line.key.toLowerCase() };
  return named.kind === "null" ? isNull(ownLine) : comparison(named, ownLine);
}
