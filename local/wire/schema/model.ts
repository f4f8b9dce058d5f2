import { type Member, type StructureShape, shapeOf } from "./shape.ts";
import { type Traits, traitsOf } from "./traits.ts";

/** An operation as the SDK's schemas describe it. */
export interface OperationModel {
  readonly name: string;
  readonly traits: Traits;
  readonly input: StructureShape;
  readonly output: StructureShape;
}

/** What an SDK client knows of its service. */
export interface ServiceModel {
  readonly operations: ReadonlyMap<string, OperationModel>;
  /** Errors by the name of their exception class. */
  readonly errors: ReadonlyMap<string, StructureShape>;
}

/** First entries of the schemas of operations and errors (@smithy/core, StaticSchema). */
const OPERATION = 9;
const ERROR = -3;

function structureOf(reference: unknown, name: string): StructureShape {
  const shape = shapeOf(reference);
  if (shape.kind !== "structure") throw new Error(`${name} is not a structure.`);
  return shape;
}

function operationOf(schema: readonly unknown[]): OperationModel {
  const name = String(schema[2]);
  return {
    name,
    traits: traitsOf(schema[3]),
    // Functions, because most operations are never called and some clients know hundreds of them.
    get input() {
      return structureOf(schema[4], `The input of ${name}`);
    },
    get output() {
      return structureOf(schema[5], `The output of ${name}`);
    },
  };
}

function modelFrom(sdk: object): ServiceModel {
  const schemas = Object.values(sdk).filter((each): each is unknown[] => Array.isArray(each));
  const named = (kind: number) => schemas.filter((schema) => schema[0] === kind);
  return {
    operations: new Map(named(OPERATION).map((schema) => [String(schema[2]), operationOf(schema)])),
    errors: new Map(
      named(ERROR).map((schema) => [String(schema[2]), structureOf(schema, String(schema[2]))]),
    ),
  };
}

const models = new WeakMap<object, ServiceModel>();

/** The model inside an SDK client package, given as the package's namespace. */
export function modelOf(sdk: object): ServiceModel {
  const model = models.get(sdk) ?? modelFrom(sdk);
  models.set(sdk, model);
  return model;
}

/** The member of this name. A value that the model does not know is a mistake in the service. */
export function memberFor(shape: StructureShape, name: string): Member {
  const member = shape.members.get(name);
  if (!member)
    throw new Error(`The answer has a member ${name}, which ${shape.name} does not know.`);
  return member;
}
