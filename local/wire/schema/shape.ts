import { type Traits, traitsOf } from "./traits.ts";

export type TimestampFormat = "dateTime" | "httpDate" | "epochSeconds";

/** A value without parts. */
export interface ScalarShape {
  readonly kind: "string" | "number" | "boolean" | "blob" | "timestamp" | "document" | "big";
  readonly name: string;
  readonly traits: Traits;
  /** Only for timestamps whose model fixes the format. */
  readonly format?: TimestampFormat;
}

export interface ListShape {
  readonly kind: "list";
  readonly name: string;
  readonly traits: Traits;
  readonly member: Member;
}

export interface MapShape {
  readonly kind: "map";
  readonly name: string;
  readonly traits: Traits;
  readonly key: Member;
  readonly value: Member;
}

/** A structure, union or error. */
export interface StructureShape {
  readonly kind: "structure";
  readonly name: string;
  readonly traits: Traits;
  readonly members: ReadonlyMap<string, Member>;
  /** Names of the members that must be there. */
  readonly required: readonly string[];
}

export type Shape = ScalarShape | ListShape | MapShape | StructureShape;

/** A named place in a structure, list or map. Its shape is read when it is asked for: shapes recur. */
export interface Member {
  readonly name: string;
  readonly traits: Traits;
  readonly shape: Shape;
}

/** Numbers by which schemas name simple shapes (@smithy/core, SCHEMA). */
const SCALARS: Readonly<Record<number, Pick<ScalarShape, "kind" | "format">>> = {
  0: { kind: "string" },
  1: { kind: "number" },
  2: { kind: "boolean" },
  4: { kind: "timestamp" },
  5: { kind: "timestamp", format: "dateTime" },
  6: { kind: "timestamp", format: "httpDate" },
  7: { kind: "timestamp", format: "epochSeconds" },
  15: { kind: "document" },
  17: { kind: "big" },
  19: { kind: "big" },
  21: { kind: "blob" },
  42: { kind: "blob" },
};
const LIST_OF = 64;
const MAP_OF = 128;
const ELEMENT = 63;

/** First entry of a schema that is a list (@smithy/core, StaticSchema). */
const SIMPLE = 0;
const LIST = 1;
const MAP = 2;

function resolved(reference: unknown): unknown {
  let schema = reference;
  while (typeof schema === "function") schema = (schema as () => unknown)();
  return schema;
}

/** A pair of reference and traits is what a member looks like in a schema. */
const isMember = (schema: unknown): schema is readonly [unknown, unknown] =>
  Array.isArray(schema) && schema.length === 2;

function memberOf(reference: unknown, name: string): Member {
  let target = resolved(reference);
  let traits: Traits = {};
  while (isMember(target)) {
    traits = { ...traitsOf(target[1]), ...traits };
    target = resolved(target[0]);
  }
  return {
    name,
    traits,
    get shape() {
      return shapeOf(target);
    },
  };
}

function numbered(schema: number): Shape {
  const traits = {};
  if (schema >= MAP_OF) {
    const key = memberOf(0, "key");
    return { kind: "map", name: "Map", traits, key, value: memberOf(schema & ELEMENT, "value") };
  }
  if (schema >= LIST_OF) {
    return { kind: "list", name: "List", traits, member: memberOf(schema & ELEMENT, "member") };
  }
  const scalar = SCALARS[schema];
  if (!scalar) throw new Error(`The SDK's schemas use an unknown simple shape: ${schema}.`);
  return { ...scalar, name: scalar.kind, traits };
}

function structure(schema: readonly unknown[]): StructureShape {
  const names = schema[4] as readonly string[];
  const references = schema[5] as readonly unknown[];
  return {
    kind: "structure",
    name: String(schema[2]),
    traits: traitsOf(schema[3]),
    members: new Map(names.map((name, position) => [name, memberOf(references[position], name)])),
    required: names.slice(0, typeof schema[6] === "number" ? schema[6] : 0),
  };
}

function listed(schema: readonly unknown[]): Shape {
  const [kind, , name] = schema;
  const own = { name: String(name), traits: traitsOf(schema[3]) };
  if (kind === SIMPLE) return { ...numbered(Number(schema[4])), ...own };
  if (kind === LIST) return { kind: "list", ...own, member: memberOf(schema[4], "member") };
  if (kind !== MAP) return structure(schema);
  const key = memberOf(schema[4], "key");
  return { kind: "map", ...own, key, value: memberOf(schema[5], "value") };
}

const known = new Map<unknown, Shape>();
const UNIT: StructureShape = {
  kind: "structure",
  name: "Unit",
  traits: {},
  members: new Map(),
  required: [],
};

function read(schema: unknown): Shape {
  if (typeof schema === "number") return numbered(schema);
  if (Array.isArray(schema)) return listed(schema);
  return UNIT;
}

/** The shape that a schema of the SDK describes; operations without input or output have the empty one. */
export function shapeOf(reference: unknown): Shape {
  const schema = resolved(reference);
  const shape = known.get(schema) ?? read(schema);
  known.set(schema, shape);
  return shape;
}

/** Whether an operation has nothing to say here. */
export const isUnit = (shape: StructureShape): boolean => shape === UNIT;
