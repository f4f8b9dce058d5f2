import { orderedNumber } from "../values/decimal.ts";
import type { Value } from "../values/value.ts";

export const isSet = (value: Value): boolean => "SS" in value || "NS" in value || "BS" in value;

const byText = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);
const byNumber = (left: string, right: string) => byText(orderedNumber(left), orderedNumber(right));

function members(
  before: readonly string[],
  change: readonly string[],
  how: "joined" | "reduced",
): readonly string[] {
  const changing = new Set(change);
  return how === "joined"
    ? [...new Set([...before, ...change])]
    : before.filter((each) => !changing.has(each));
}

/**
 * A set with the members of another one added or taken away, sorted like every stored set; undefined
 * when it would be empty, which no set may be. Both sets have the same type.
 */
export function changedSet(
  before: Value,
  change: Value,
  how: "joined" | "reduced",
): Value | undefined {
  const of = (all: readonly string[], other: readonly string[], order = byText) => {
    const left = members(all, other, how).toSorted(order);
    return left.length === 0 ? undefined : left;
  };
  if ("SS" in before && "SS" in change) return wrapped("SS", of(before.SS, change.SS));
  if ("NS" in before && "NS" in change) return wrapped("NS", of(before.NS, change.NS, byNumber));
  if ("BS" in before && "BS" in change) return wrapped("BS", of(before.BS, change.BS));
  return before;
}

function wrapped(type: "SS" | "NS" | "BS", left: readonly string[] | undefined): Value | undefined {
  return left && ({ [type]: left } as unknown as Value);
}
