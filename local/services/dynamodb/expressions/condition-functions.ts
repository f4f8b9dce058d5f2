import { equal } from "../values/order.ts";
import { type Item, typeOf, type Value, type ValueType } from "../values/value.ts";
import type { WrittenCall } from "./condition-syntax.ts";
import {
  type Binding,
  boundOperand,
  checkCount,
  checkDistinct,
  checkKnown,
  checkType,
  misusedFunction,
  type Operand,
  operandValue,
  wrongType,
} from "./operands.ts";
import { badExpression } from "./tokens.ts";

/** A function that is a condition by itself. */
export interface BoundCall {
  readonly kind: "call";
  readonly name: string;
  readonly operands: readonly Operand[];
}

const TYPES: readonly ValueType[] = ["N", "BS", "L", "B", "NULL", "M", "S", "SS", "NS", "BOOL"];

/** How many operands a function takes, and what else it asks of them. */
interface Described {
  readonly wanted: number;
  readonly check: (binding: Binding, call: BoundCall) => void;
  readonly holds: (values: readonly (Value | undefined)[]) => boolean;
}

function checkIsPath({ kind }: Binding, { name, operands }: BoundCall): void {
  if (operands[0]?.kind === "path") return;
  throw badExpression(
    kind,
    `Operator or function requires a document path; operator or function: ${name}`,
  );
}

function checkTypeName(binding: Binding, { name, operands }: BoundCall): void {
  const type = operands[1];
  if (type?.kind !== "value") throw wrongType(binding.kind, name, "M");
  checkType(binding, name, { operand: type, types: ["S"] });
  const value = type.value as { readonly S: string };
  if ((TYPES as readonly string[]).includes(value.S)) return;
  const problem = "Invalid attribute type name found";
  throw badExpression(
    binding.kind,
    `${problem}; type: ${value.S}, valid types: {${TYPES.join(",")}}`,
  );
}

function checkPrefix(binding: Binding, { name, operands }: BoundCall): void {
  checkDistinct(binding, name, operands);
  for (const operand of operands) checkType(binding, name, { operand, types: ["S", "B"] });
}

function beginsWith([value, prefix]: readonly (Value | undefined)[]): boolean {
  if (!value || !prefix) return false;
  if ("S" in value) return "S" in prefix && value.S.startsWith(prefix.S);
  if (!("B" in value) || !("B" in prefix)) return false;
  return bytes(value.B).subarray(0, bytes(prefix.B).length).equals(bytes(prefix.B));
}

const bytes = (base64: string): Buffer => Buffer.from(base64, "base64");

function contains([value, part]: readonly (Value | undefined)[]): boolean {
  if (!value || !part) return false;
  if ("L" in value) return value.L.some((each) => equal(each, part));
  if ("S" in part) return ("S" in value ? value.S : "SS" in value ? value.SS : "").includes(part.S);
  if ("N" in part) return "NS" in value && value.NS.includes(part.N);
  if (!("B" in part)) return false;
  if ("BS" in value) return value.BS.includes(part.B);
  return "B" in value && bytes(value.B).includes(bytes(part.B));
}

const isOfType = ([value, type]: readonly (Value | undefined)[]): boolean =>
  value !== undefined && type !== undefined && "S" in type && typeOf(value) === type.S;

const FUNCTIONS: Readonly<Record<string, Described>> = {
  attribute_exists: {
    wanted: 1,
    check: checkIsPath,
    holds: ([value]) => value !== undefined,
  },
  attribute_not_exists: {
    wanted: 1,
    check: checkIsPath,
    holds: ([value]) => value === undefined,
  },
  attribute_type: { wanted: 2, check: checkTypeName, holds: isOfType },
  begins_with: { wanted: 2, check: checkPrefix, holds: beginsWith },
  contains: {
    wanted: 2,
    check: (binding, { name, operands }) => checkDistinct(binding, name, operands),
    holds: contains,
  },
};

/** Reads a function that stands where a condition is wanted. Errors: ValidationException. */
export function boundCall(binding: Binding, { name, operands }: WrittenCall): BoundCall {
  checkKnown(binding.kind, name);
  const described = FUNCTIONS[name];
  if (!described) throw misusedFunction(binding.kind, name);
  const call: BoundCall = {
    kind: "call",
    name,
    operands: operands.map((each) => boundOperand(binding, each)),
  };
  checkCount(binding, name, { given: operands.length, wanted: described.wanted });
  described.check(binding, call);
  return call;
}

/** Whether a function holds for an item. */
export function callHolds({ name, operands }: BoundCall, item: Item): boolean {
  const values = operands.map((operand) => operandValue(operand, item));
  return FUNCTIONS[name]?.holds(values) ?? false;
}
