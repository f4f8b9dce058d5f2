import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { type Position, positionOf } from "../data/entries.ts";
import { invalid } from "../errors.ts";
import { keyNames } from "../tables/records.ts";
import { readItem } from "../values/read.ts";
import { type Item, typeOf, type Value } from "../values/value.ts";
import { type Target, tieOf } from "./target.ts";

const wrong = (target: Target) =>
  invalid(
    target.index
      ? "The provided starting key is invalid"
      : "The provided starting key is invalid: The provided key element does not match the schema",
  );

/** Where a page that was cut off goes on. */
export interface Start {
  readonly key: Item;
  readonly position: Position;
}

/** Reads ExclusiveStartKey. Errors: ValidationException unless it is a full key of the target. */
export function startOf(
  target: Target,
  sent: Record<string, AttributeValue> | undefined,
): Start | undefined {
  if (!sent) return undefined;
  const { table, index } = target;
  const key = readItem(sent);
  const names = new Set([...keyNames(table.key), ...(index ? keyNames(index.key) : [])]);
  const isWhole = [...names].every(
    (name) => Object.hasOwn(key, name) && typeOf(key[name] as Value) === table.types[name],
  );
  if (!isWhole || Object.keys(key).length !== names.size) throw wrong(target);
  const position = positionOf(key, target.key, tieOf(target, key));
  if (!position) throw wrong(target);
  return { key, position };
}
