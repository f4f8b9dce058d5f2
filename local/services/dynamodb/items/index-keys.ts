import { invalid, invalidParameter } from "../errors.ts";
import { LARGEST_ITEM, LARGEST_PARTITION_KEY, LARGEST_SORT_KEY } from "../limits.ts";
import { type IndexRecord, keyNames, type TableRecord } from "../tables/records.ts";
import { itemSize } from "../values/size.ts";
import { attributeOf, type Item, typeOf, type Value } from "../values/value.ts";

/** Whether a value is an empty string or binary, and which of the two. */
export const isEmpty = (value: Value | undefined): "string" | "binary" | undefined => {
  if (value && "S" in value && value.S === "") return "string";
  return value && "B" in value && value.B === "" ? "binary" : undefined;
};

/** Bytes of a key. */
export function bytesOf(value: Value | undefined): number {
  if (!value) return 0;
  if ("S" in value) return Buffer.byteLength(value.S);
  return "B" in value ? Buffer.byteLength(value.B, "base64") : 0;
}

/** Errors: ValidationException for an empty value of an index's key. */
export function checkNoEmptyIndexKey(table: TableRecord, item: Item): void {
  for (const index of table.indexes) {
    for (const name of keyNames(index.key)) checkNotEmpty(index, name, attributeOf(item, name));
  }
}

function checkNotEmpty(index: IndexRecord, name: string, value: Value | undefined): void {
  const kind = isEmpty(value);
  if (kind === undefined) return;
  throw invalid(
    `One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty ${kind} value. IndexName: ${index.name}, IndexKey: ${name}`,
  );
}

/** Errors: ValidationException for attributes that are keys of an index and cannot be. */
export function checkIndexKeys(table: TableRecord, item: Item): void {
  for (const index of table.indexes) {
    for (const name of keyNames(index.key)) checkIndexKey(table, index, { name, item });
  }
}

function checkIndexKey(
  table: TableRecord,
  index: IndexRecord,
  { name, item }: { readonly name: string; readonly item: Item },
): void {
  const value = attributeOf(item, name);
  if (!value) return;
  const [expected, actual] = [table.types[name], typeOf(value)];
  if (actual !== expected) {
    throw invalidParameter(
      `Type mismatch for Index Key ${name} Expected: ${expected} Actual: ${actual} IndexName: ${index.name}`,
    );
  }
  checkNotEmpty(index, name, value);
  const limit = name === index.key.hash ? LARGEST_PARTITION_KEY : LARGEST_SORT_KEY;
  if (bytesOf(value) <= limit) return;
  throw invalidParameter(
    `Size of ${name === index.key.hash ? "hashkey" : "rangekey"} has exceeded the maximum size limit of ${limit} bytes. IndexName: ${index.name}`,
  );
}

/** Errors: ValidationException when an update made an item that cannot be. */
export function checkUpdated(table: TableRecord, item: Item): void {
  for (const name of table.indexes.flatMap(({ key }) => keyNames(key))) {
    const value = attributeOf(item, name);
    if (!value) continue;
    if (typeOf(value) !== table.types[name]) {
      throw invalidParameter(
        "The update expression attempted to update the secondary index key to unsupported type",
      );
    }
    const kind = isEmpty(value);
    if (kind === undefined) continue;
    throw invalid(
      `One or more parameter values are not valid. The update expression attempted to update a secondary index key to a value that is not supported. The AttributeValue for a key attribute cannot contain an empty ${kind} value.`,
    );
  }
  if (itemSize(item) <= LARGEST_ITEM) return;
  throw invalid("Item size to update has exceeded the maximum allowed size");
}
