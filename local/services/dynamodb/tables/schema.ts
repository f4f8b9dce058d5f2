import type { AttributeDefinition, KeySchemaElement } from "@aws-sdk/client-dynamodb";
import { constraint, invalid, invalidParameter } from "../errors.ts";
import { type KeyShape, type KeyType, keyNames } from "./records.ts";

const TYPES: readonly string[] = ["B", "N", "S"];

/** The types of the defined attributes. Errors: ValidationException. */
export function typesOf(definitions: readonly AttributeDefinition[]): Record<string, KeyType> {
  const types: Record<string, KeyType> = {};
  for (const [
    at,
    { AttributeName: name = "", AttributeType: type = "" },
  ] of definitions.entries()) {
    if (!TYPES.includes(type)) {
      throw constraint(
        type,
        `attributeDefinitions.${at + 1}.member.attributeType`,
        "Member must satisfy enum value set: [B, N, S]",
      );
    }
    if (Object.hasOwn(types, name)) {
      throw invalidParameter(`Duplicate AttributeName in AttributeDefinitions: ${name}`);
    }
    types[name] = type as KeyType;
  }
  return types;
}

/** A key from its schema. `at` is where it stands in the request. Errors: ValidationException. */
export function keyOf(schema: readonly KeySchemaElement[], at: string): KeyShape {
  const [hash, range, more] = schema;
  if (!hash) throw constraint("[]", at, "Member must have length greater than or equal to 1");
  if (more) throw constraint("[…]", at, "Member must have length less than or equal to 2");
  if (hash.KeyType !== "HASH") {
    throw invalid("Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
  }
  const name = hash.AttributeName ?? "";
  if (!range) return { hash: name };
  if (range.KeyType !== "RANGE") {
    throw invalid("Invalid KeySchema: The second KeySchemaElement is not a RANGE key type");
  }
  if (range.AttributeName === name) {
    throw invalid(
      "Invalid KeySchema: Both the Hash Key and the Range Key element in the KeySchema have the same name",
    );
  }
  return { hash: name, range: range.AttributeName ?? "" };
}

const listed = (names: readonly string[]) => `[${names.join(", ")}]`;

/** Errors: ValidationException unless the keys use exactly the defined attributes. */
export function checkDefinitions(
  types: Readonly<Record<string, KeyType>>,
  keys: readonly KeyShape[],
): void {
  const defined = Object.keys(types);
  const used = [...new Set(keys.flatMap(keyNames))];
  const unknown = used.filter((name) => !Object.hasOwn(types, name));
  if (unknown.length > 0) {
    throw invalidParameter(
      `Some index key attributes are not defined in AttributeDefinitions. Keys: ${listed(unknown)}, AttributeDefinitions: ${listed(defined)}`,
    );
  }
  if (used.length === defined.length) return;
  throw invalidParameter(
    keys.length === 1
      ? "Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions"
      : `Some AttributeDefinitions are not used. AttributeDefinitions: ${listed(defined)}, keys used: ${listed(used)}`,
  );
}
