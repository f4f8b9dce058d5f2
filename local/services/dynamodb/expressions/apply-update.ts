import { invalid } from "../errors.ts";
import { negated, sum } from "../values/decimal.ts";
import { type Item, typeOf, type Value } from "../values/value.ts";
import { type Path, valueAt } from "./document-path.ts";
import { type Edit, edited } from "./edit-item.ts";
import { changedSet, isSet } from "./set-changes.ts";
import type { Action, Assigned } from "./update.ts";

const missing = () =>
  invalid("The provided expression refers to an attribute that does not exist in the item");
const wrongOperand = () =>
  invalid("An operand in the update expression has an incorrect data type");

/**
 * Applies the actions of an update. All of them see the item as it was before. Errors:
 * ValidationException when the item does not have what an action needs.
 */
export function applyUpdate(item: Item, actions: readonly Action[]): Item {
  return edited(
    item,
    actions.map((action) => editFor(item, action)),
  );
}

function editFor(item: Item, action: Action): Edit {
  const { path } = action;
  if (action.kind === "REMOVE") return { path };
  if (action.kind === "SET") return { path, value: assignedValue(item, action.assigned) };
  const before = valueAt(item, path);
  const value = action.kind === "ADD" ? added(before, action.value) : reduced(before, action.value);
  return value === undefined ? { path } : { path, value };
}

/** What ADD makes of a number or set. */
function added(before: Value | undefined, value: Value): Value {
  if (!before) return value;
  if ("N" in value && "N" in before) return { N: sum(before.N, value.N) };
  if (isSet(value) && typeOf(before) === typeOf(value)) {
    return changedSet(before, value, "joined") as Value;
  }
  throw wrongOperand();
}

/** What DELETE leaves of a set; nothing when no member is left. */
function reduced(before: Value | undefined, value: Value): Value | undefined {
  if (!before) return undefined;
  if (typeOf(before) !== typeOf(value)) throw wrongOperand();
  return changedSet(before, value, "reduced");
}

function assignedValue(item: Item, assigned: Assigned): Value {
  switch (assigned.kind) {
    case "value":
      return assigned.value;
    case "path":
      return existing(item, assigned.path);
    case "default":
      return valueAt(item, assigned.path) ?? assignedValue(item, assigned.otherwise);
    case "joined":
      return joinedLists(assignedValue(item, assigned.first), assignedValue(item, assigned.second));
    case "sum":
      return total(item, assigned);
    default:
      return assigned satisfies never;
  }
}

function existing(item: Item, path: Path): Value {
  const value = valueAt(item, path);
  if (!value) throw missing();
  return value;
}

function joinedLists(first: Value, second: Value): Value {
  if (!("L" in first) || !("L" in second)) throw wrongOperand();
  return { L: [...first.L, ...second.L] };
}

function total(item: Item, { sign, left, right }: Assigned & { kind: "sum" }): Value {
  const [a, b] = [assignedValue(item, left), assignedValue(item, right)];
  if (!("N" in a) || !("N" in b)) throw wrongOperand();
  return { N: sum(a.N, sign === "+" ? b.N : negated(b.N)) };
}
