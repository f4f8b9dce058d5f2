import { invalid, invalidParameter } from "../errors.ts";
import { LARGEST_ITEM, LARGEST_PARTITION_KEY, LARGEST_SORT_KEY } from "../limits.ts";
import { keyNames, type TableRecord } from "../tables/records.ts";
import { readItem, type SentItem } from "../values/read.ts";
import { itemSize } from "../values/size.ts";
import { attributeOf, type Item, typeOf } from "../values/value.ts";
import { bytesOf, checkIndexKeys, isEmpty } from "./index-keys.ts";

const mismatch = () => invalid("The provided key element does not match the schema");

/** Errors: ValidationException unless an item that was sent as a key is exactly the table's key. */
export function checkKey(table: TableRecord, key: Item): Item {
  const names = keyNames(table.key);
  if (Object.keys(key).length !== names.length) throw mismatch();
  for (const name of names) {
    const value = attributeOf(key, name);
    if (!value || typeOf(value) !== table.types[name]) throw mismatch();
  }
  checkNoEmptyKey(table, key);
  checkKeySizes(table, key);
  return key;
}

/** Reads the key of an item. Errors: ValidationException unless it is exactly the table's key. */
export const readKey = (table: TableRecord, sent: SentItem | undefined): Item =>
  checkKey(table, readItem(sent ?? {}));

/** Errors: ValidationException for an item whose keys, index keys or size cannot be. */
export function checkNewItem(table: TableRecord, item: Item): Item {
  for (const name of keyNames(table.key)) {
    const value = attributeOf(item, name);
    if (!value) throw invalidParameter(`Missing the key ${name} in the item`);
    const [expected, actual] = [table.types[name], typeOf(value)];
    if (actual !== expected) {
      throw invalidParameter(
        `Type mismatch for key ${name} expected: ${expected} actual: ${actual}`,
      );
    }
  }
  checkNoEmptyKey(table, item);
  checkKeySizes(table, item);
  checkIndexKeys(table, item);
  if (itemSize(item) > LARGEST_ITEM) {
    throw invalid("Item size has exceeded the maximum allowed size");
  }
  return item;
}

/** The same as a batch words it, where a key that does not fit is no matter of its own. */
export function checkBatchedItem(table: TableRecord, item: Item): Item {
  for (const name of keyNames(table.key)) {
    const value = attributeOf(item, name);
    if (!value || typeOf(value) !== table.types[name]) throw mismatch();
  }
  return checkNewItem(table, item);
}

/** Errors: ValidationException for an empty value of a table's key. */
export function checkNoEmptyKey(table: TableRecord, item: Item): void {
  for (const name of keyNames(table.key)) {
    const kind = isEmpty(attributeOf(item, name));
    if (kind === undefined) continue;
    throw invalid(
      `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${kind} value. Key: ${name}`,
    );
  }
}

function checkKeySizes({ key: { hash, range } }: TableRecord, item: Item): void {
  if (bytesOf(item[hash]) > LARGEST_PARTITION_KEY) {
    // AWS forgets the space in this message.
    throw invalidParameter(
      `Size of hashkey has exceeded the maximum size limit of${LARGEST_PARTITION_KEY} bytes`,
    );
  }
  if (range !== undefined && bytesOf(item[range]) > LARGEST_SORT_KEY) {
    throw invalidParameter(
      `Aggregated size of all range keys has exceeded the size limit of ${LARGEST_SORT_KEY} bytes`,
    );
  }
}
