import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { Item, Value } from "./value.ts";

const bytes = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, "base64"));

/** A stored value in the SDK's shape; a copy, so that nobody can change what is stored. */
function writtenValue(value: Value): AttributeValue {
  if ("M" in value) return { M: writtenItem(value.M) };
  if ("L" in value) return { L: value.L.map(writtenValue) };
  if ("B" in value) return { B: bytes(value.B) };
  if ("BS" in value) return { BS: value.BS.map(bytes) };
  if ("SS" in value) return { SS: [...value.SS] };
  if ("NS" in value) return { NS: [...value.NS] };
  return { ...value };
}

/** A stored item in the SDK's shape. */
export function writtenItem(item: Item): Record<string, AttributeValue> {
  return Object.fromEntries(
    Object.entries(item).map(([name, value]) => [name, writtenValue(value)]),
  );
}
