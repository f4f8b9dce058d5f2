import { normalized } from "./normalize.ts";
import type { Outcome } from "./side.ts";

/** Something in which the two answers differ. */
export interface Disagreement {
  /** Path in the answer, such as `Account.State`, or `outcome`. */
  readonly at: string;
  readonly moto: unknown;
  readonly ours: unknown;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function inMembers(
  moto: Readonly<Record<string, unknown>>,
  ours: Readonly<Record<string, unknown>>,
  path: string,
): Disagreement[] {
  const names = [...new Set([...Object.keys(moto), ...Object.keys(ours)])];
  return names.flatMap((name) => between(moto[name], ours[name], path ? `${path}.${name}` : name));
}

function between(moto: unknown, ours: unknown, at: string): Disagreement[] {
  if (isObject(moto) && isObject(ours)) return inMembers(moto, ours, at);
  if (Array.isArray(moto) && Array.isArray(ours) && moto.length === ours.length) {
    return moto.flatMap((each, index) => between(each, ours[index], `${at}[${index}]`));
  }
  return JSON.stringify(moto) === JSON.stringify(ours) ? [] : [{ at, moto, ours }];
}

/** In what two outcomes of one call differ, identifiers and instants aside. */
export function disagreements(moto: Outcome, ours: Outcome): Disagreement[] {
  if ("answer" in moto && "answer" in ours) {
    return between(normalized(moto.answer), normalized(ours.answer), "");
  }
  const named = (outcome: Outcome) => ("error" in outcome ? outcome.error : "an answer");
  const [one, other] = [named(moto), named(ours)];
  return one === other ? [] : [{ at: "outcome", moto: one, ours: other }];
}
