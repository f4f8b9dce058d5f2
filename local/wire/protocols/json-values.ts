import { memberFor } from "../schema/model.ts";
import type { Shape, StructureShape } from "../schema/shape.ts";
import { timestampFrom, timestampText } from "../schema/timestamp.ts";

/** Which name of a member JSON uses: RPC protocols its own, REST the `jsonName` that a model may give. */
export type Naming = "member" | "jsonName";

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function membersByName(shape: StructureShape, naming: Naming): ReadonlyMap<string, string> {
  const members = [...shape.members.values()];
  return new Map(
    members.map(({ name, traits }) => [
      naming === "member" ? name : (traits.jsonName ?? name),
      name,
    ]),
  );
}

function readStructure(
  shape: StructureShape,
  value: Record<string, unknown>,
  naming: Naming,
): Record<string, unknown> {
  const names = membersByName(shape, naming);
  const read = Object.entries(value)
    // A null says that the member was not given.
    .filter(([, each]) => each !== null)
    .map(([name, each]) => {
      const member = shape.members.get(names.get(name) ?? "");
      return member ? [member.name, readJson(member.shape, each, naming)] : [name, each];
    });
  return Object.fromEntries(read) as Record<string, unknown>;
}

/**
 * Turns parsed JSON into the SDK's shape: dates from seconds, bytes from base64. What does not fit
 * stays as it is, so that checking the input can name it.
 */
export function readJson(shape: Shape, value: unknown, naming: Naming): unknown {
  switch (shape.kind) {
    case "structure":
      return isObject(value) ? readStructure(shape, value, naming) : value;
    case "map": {
      if (!isObject(value)) return value;
      const entries = Object.entries(value).filter(([, each]) => each !== null);
      const read = (each: unknown) => readJson(shape.value.shape, each, naming);
      return Object.fromEntries(entries.map(([key, each]) => [key, read(each)]));
    }
    case "list":
      return Array.isArray(value)
        ? value.map((each) => readJson(shape.member.shape, each, naming))
        : value;
    case "timestamp":
      return timestampFrom(value);
    case "blob":
      return typeof value === "string" ? new Uint8Array(Buffer.from(value, "base64")) : value;
    default:
      return value;
  }
}

function writeStructure(shape: StructureShape, value: object, naming: Naming): unknown {
  const written = Object.entries(value)
    .filter(([name, each]) => each !== undefined && name !== "$metadata")
    .map(([name, each]) => {
      const member = memberFor(shape, name);
      const label = naming === "member" ? name : (member.traits.jsonName ?? name);
      return [label, writeJson(member.shape, each, naming)];
    });
  return Object.fromEntries(written);
}

function writeScalar(shape: Shape, value: unknown): unknown {
  if (value instanceof Date) {
    const format = shape.kind === "timestamp" ? shape.format : undefined;
    if (format === undefined || format === "epochSeconds") return value.getTime() / 1000;
    return timestampText(value, format);
  }
  return value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value;
}

/** Turns a value in the SDK's shape into what JSON.stringify writes as AWS would. */
export function writeJson(shape: Shape, value: unknown, naming: Naming): unknown {
  if (value === null) return null;
  switch (shape.kind) {
    case "structure":
      return writeStructure(shape, value as object, naming);
    case "map": {
      const entries = Object.entries(value as object).filter(([, each]) => each !== undefined);
      const write = (each: unknown) => writeJson(shape.value.shape, each, naming);
      return Object.fromEntries(entries.map(([key, each]) => [key, write(each)]));
    }
    case "list":
      return (value as unknown[]).map((each) => writeJson(shape.member.shape, each, naming));
    default:
      return writeScalar(shape, value);
  }
}
