/**
 * An attribute's value as it is stored: the SDK's AttributeValue in plain JSON. Binary values are in
 * base64, numbers in their one normal form, sets sorted, so that equal values are equal text.
 */
export type Value =
  | { readonly S: string }
  | { readonly N: string }
  | { readonly B: string }
  | { readonly BOOL: boolean }
  | { readonly NULL: true }
  | { readonly M: Item }
  | { readonly L: readonly Value[] }
  | { readonly SS: readonly string[] }
  | { readonly NS: readonly string[] }
  | { readonly BS: readonly string[] };

/** Attributes by name. */
export type Item = Readonly<Record<string, Value>>;

export type ValueType = "S" | "N" | "B" | "BOOL" | "NULL" | "M" | "L" | "SS" | "NS" | "BS";

/** The one member that a value has. */
export function typeOf(value: Value): ValueType {
  for (const type in value) return type as ValueType;
  throw new Error("A stored value has no type.");
}

/** An attribute of its own: names such as `constructor` are no attributes of every item. */
export function attributeOf(item: Item, name: string): Value | undefined {
  return Object.hasOwn(item, name) ? item[name] : undefined;
}

/** The text of a scalar that can be a key. */
export function keyText(value: Value): string | undefined {
  if ("S" in value) return value.S;
  if ("N" in value) return value.N;
  return "B" in value ? value.B : undefined;
}
