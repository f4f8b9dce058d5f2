import * as z from "zod";
import type { Json } from "../../../json-path/json.ts";
import { parsePath } from "../../../json-path/path.ts";
import { runtimeFailure } from "../failure.ts";
import { json, path } from "../fields.ts";
import { seen } from "../intrinsic/evaluate.ts";
import type { Visit } from "../visit.ts";
import { COMPARISONS, TYPE_TESTS } from "./comparisons.ts";

/** A rule of a Choice state: a comparison of a variable, or rules joined by And, Or, Not. */
export type Rule =
  | { readonly And: readonly Rule[] }
  | { readonly Or: readonly Rule[] }
  | { readonly Not: Rule }
  | Comparing;

interface Comparing {
  readonly Variable: string;
  readonly [operator: string]: Json;
}

const NAMES = [
  ...Object.keys(COMPARISONS).flatMap((name) =>
    name === "StringMatches" ? [name] : [name, `${name}Path`],
  ),
  ...Object.keys(TYPE_TESTS),
  "IsPresent",
];

const operators = Object.fromEntries(
  NAMES.map((name) => [
    name,
    (name.endsWith("Path") ? path : name.startsWith("Is") ? z.boolean() : json).optional(),
  ]),
);

const comparing = (extra: z.ZodRawShape) =>
  z
    .strictObject({ Variable: path, ...operators, ...extra })
    .refine(
      (rule) =>
        NAMES.filter((name) => (rule as Record<string, unknown>)[name] !== undefined).length === 1,
      { error: "Exactly one comparison is required for a Variable" },
    );

const inner: z.ZodType<Rule> = z.lazy(() => ruleWith({}) as z.ZodType<Rule>);

function ruleWith(extra: z.ZodRawShape): z.ZodType {
  return z
    .looseObject({})
    .pipe(
      z.union([
        z.strictObject({ And: z.array(inner).nonempty(), ...extra }),
        z.strictObject({ Or: z.array(inner).nonempty(), ...extra }),
        z.strictObject({ Not: inner, ...extra }),
        comparing(extra),
      ]),
    );
}

/** A rule of the top level, which says where to go. */
export const choiceRule = ruleWith({
  Next: z.string(),
  Comment: z.string().optional(),
}) as z.ZodType<Rule & { readonly Next: string }>;

function holdsFor(rule: Comparing, visit: Visit): boolean {
  const value = seen(parsePath(rule.Variable), visit);
  if (rule["IsPresent"] !== undefined) return (value !== undefined) === rule["IsPresent"];
  const found = (text: string): Json => {
    const there = seen(parsePath(text), visit);
    if (there !== undefined) return there;
    throw runtimeFailure(
      `Invalid path '${text}': The choice state's condition path references an invalid value.`,
    );
  };
  const name = NAMES.find((each) => rule[each] !== undefined) ?? "";
  const test = TYPE_TESTS[name];
  if (test) return test(found(rule.Variable)) === rule[name];
  const isPath = name.endsWith("Path");
  const expected = isPath ? found(String(rule[name])) : (rule[name] as Json);
  const comparison = COMPARISONS[isPath ? name.slice(0, -"Path".length) : name];
  return comparison?.(found(rule.Variable), expected) ?? false;
}

/** Whether a rule holds. Errors: StateFailure States.Runtime for a variable that is not there. */
export function holds(rule: Rule, visit: Visit): boolean {
  if ("And" in rule) return (rule.And as readonly Rule[]).every((each) => holds(each, visit));
  if ("Or" in rule) return (rule.Or as readonly Rule[]).some((each) => holds(each, visit));
  if ("Not" in rule) return !holds(rule.Not as Rule, visit);
  return holdsFor(rule, visit);
}
