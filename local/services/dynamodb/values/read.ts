import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { invalid, invalidParameter } from "../errors.ts";
import { DEEPEST_NESTING } from "../limits.ts";
import { normalNumber, orderedNumber } from "./decimal.ts";
import type { Item, Value } from "./value.ts";

/** Items and values as callers send them. */
export type SentItem = Readonly<Record<string, AttributeValue>>;

const EMPTY =
  "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes";
const AMBIGUOUS =
  "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes";

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");

const byOrder = (left: string, right: string): number => (left < right ? -1 : 1);

/** A set sorted, checked to be neither empty nor to hold anything twice. */
function setOf(members: readonly string[], empty: string, twice: string): readonly string[] {
  if (members.length === 0) throw invalidParameter(empty);
  if (new Set(members).size !== members.length) throw invalidParameter(twice);
  return [...members].sort(byOrder);
}

const quoted = (members: readonly string[]) => members.map((each) => JSON.stringify(each));

function stringSet(members: readonly string[]): Value {
  const twice = `Input collection [${quoted(members).join(", ")}] contains duplicates.`;
  return { SS: setOf(members, "An string set  may not be empty", twice) };
}

function numberSet(members: readonly string[]): Value {
  const numbers = setOf(
    members.map(normalNumber),
    "An number set  may not be empty",
    "Input collection contains duplicates.",
  );
  return { NS: [...numbers].sort((a, b) => byOrder(orderedNumber(a), orderedNumber(b))) };
}

function binarySet(members: readonly Uint8Array[]): Value {
  const all = members.map(base64);
  // The missing space is AWS's.
  const twice = `Input collection [${quoted(all).join(",")}]of type BS contains duplicates.`;
  return { BS: setOf(all, "Binary sets should not be empty", twice) };
}

function nullOf(value: boolean): Value {
  if (!value) throw invalidParameter("Null attribute value types must have the value of true");
  return { NULL: true };
}

function memberOf(value: AttributeValue, depth: number): Value {
  if (value.S !== undefined) return { S: value.S };
  if (value.N !== undefined) return { N: normalNumber(value.N) };
  if (value.M !== undefined) return { M: itemAt(value.M, depth + 1) };
  if (value.BOOL !== undefined) return { BOOL: value.BOOL };
  if (value.L !== undefined) return { L: value.L.map((each) => valueAt(each, depth + 1)) };
  if (value.B !== undefined) return { B: base64(value.B) };
  if (value.NULL !== undefined) return nullOf(value.NULL);
  if (value.SS !== undefined) return stringSet(value.SS);
  if (value.NS !== undefined) return numberSet(value.NS);
  if (value.BS !== undefined) return binarySet(value.BS);
  throw invalid(EMPTY);
}

function isAmbiguous(value: AttributeValue): boolean {
  let members = 0;
  for (const name in value) {
    if ((value as unknown as Record<string, unknown>)[name] !== undefined) members += 1;
  }
  return members > 1;
}

function valueAt(value: AttributeValue, depth: number): Value {
  if (isAmbiguous(value)) throw invalid(AMBIGUOUS);
  if (depth >= DEEPEST_NESTING) {
    throw invalid(
      "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit",
    );
  }
  return memberOf(value, depth);
}

function itemAt(item: SentItem, depth: number): Item {
  const read: [string, Value][] = [];
  for (const name of Object.keys(item)) {
    read.push([name, valueAt(item[name] as AttributeValue, depth)]);
  }
  return Object.fromEntries(read);
}

/** A value as it will be stored. Errors: ValidationException as DynamoDB words it. */
export function readValue(value: AttributeValue): Value {
  return valueAt(value, 0);
}

/** An item as it will be stored. Errors: ValidationException as DynamoDB words it. */
export function readItem(item: SentItem): Item {
  if (Object.hasOwn(item, "")) throw invalid("Empty attribute name");
  return itemAt(item, 0);
}
