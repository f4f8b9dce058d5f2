import { typeOf, type Value, type ValueType } from "../values/value.ts";
import type { WrittenOperand } from "./condition-syntax.ts";
import { type Path, problemOfPaths } from "./document-path.ts";
import {
  type Binding,
  CONDITION_FUNCTIONS,
  checkCount,
  UPDATE_FUNCTIONS,
  wrongType,
} from "./operands.ts";
import { badExpression, type ExpressionKind } from "./tokens.ts";
import { updateOf, type WrittenAction, type WrittenAssigned } from "./update-syntax.ts";

/** What SET assigns, with names and values known. */
export type Assigned =
  | { readonly kind: "path"; readonly path: Path }
  | { readonly kind: "value"; readonly value: Value }
  | { readonly kind: "default"; readonly path: Path; readonly otherwise: Assigned }
  | { readonly kind: "joined"; readonly first: Assigned; readonly second: Assigned }
  | {
      readonly kind: "sum";
      readonly sign: "+" | "-";
      readonly left: Assigned;
      readonly right: Assigned;
    };

/** One action of an update, with names and values known. */
export type Action =
  | { readonly kind: "SET"; readonly path: Path; readonly assigned: Assigned }
  | { readonly kind: "REMOVE"; readonly path: Path }
  | { readonly kind: "ADD" | "DELETE"; readonly path: Path; readonly value: Value };

/** Types as the messages on ADD and DELETE call them. */
const TYPE_NAMES: Readonly<Record<ValueType, string>> = {
  S: "STRING",
  N: "NUMBER",
  B: "BINARY",
  BOOL: "BOOLEAN",
  NULL: "NULL",
  M: "MAP",
  L: "LIST",
  SS: "STRING_SET",
  NS: "NUMBER_SET",
  BS: "BINARY_SET",
};
const SETS: readonly ValueType[] = ["SS", "NS", "BS"];
const OPERANDS_OF = { ADD: ["N", ...SETS], DELETE: SETS } as const;

/** Reads an UpdateExpression and replaces its placeholders. Errors: ValidationException. */
export function readUpdate(binding: Binding, text: string): readonly Action[] {
  const actions = updateOf(binding.kind, text).map((each) => boundAction(binding, each));
  const problem = problemOfPaths(actions.map(({ path }) => path));
  if (problem !== undefined) throw badExpression(binding.kind, problem);
  return actions;
}

function boundAction(binding: Binding, written: WrittenAction): Action {
  const { kind, terms } = binding;
  const path = terms.path(kind, written.path);
  if (written.kind === "REMOVE") return { kind: "REMOVE", path };
  if (written.kind === "SET") {
    return { kind: "SET", path, assigned: boundAssigned(binding, written.assigned) };
  }
  const value = terms.value(kind, written.key);
  const type = typeOf(value);
  if (!(OPERANDS_OF[written.kind] as readonly ValueType[]).includes(type)) {
    throw badExpression(
      kind,
      `Incorrect operand type for operator or function; operator: ${written.kind}, operand type: ${TYPE_NAMES[type]}, typeSet: ALLOWED_FOR_${written.kind}_OPERAND`,
    );
  }
  return { kind: written.kind, path, value };
}

function boundAssigned(binding: Binding, written: WrittenAssigned): Assigned {
  if (written.kind !== "sum") return boundOperand(binding, written);
  const { sign } = written;
  const left = boundOperand(binding, written.left);
  const right = boundOperand(binding, written.right);
  for (const each of [left, right]) checkLiteral(binding.kind, sign, { each, type: "N" });
  return { kind: "sum", sign, left, right };
}

function boundOperand(binding: Binding, written: WrittenOperand): Assigned {
  const { kind, terms } = binding;
  if (written.kind === "path") return { kind: "path", path: terms.path(kind, written.path) };
  if (written.kind === "value") return { kind: "value", value: terms.value(kind, written.key) };
  const { name } = written;
  checkKnown(kind, name);
  const operands = written.operands.map((each) => boundOperand(binding, each));
  checkCount(binding, name, { given: operands.length, wanted: 2 });
  const [first, second] = operands as [Assigned, Assigned];
  return name === "if_not_exists" ? asDefault(kind, first, second) : joined(kind, first, second);
}

function asDefault(kind: ExpressionKind, first: Assigned, otherwise: Assigned): Assigned {
  if (first.kind === "path") return { kind: "default", path: first.path, otherwise };
  const problem = "Operator or function requires a document path";
  throw badExpression(kind, `${problem}; operator or function: if_not_exists`);
}

function joined(kind: ExpressionKind, first: Assigned, second: Assigned): Assigned {
  for (const each of [first, second]) checkLiteral(kind, "list_append", { each, type: "L" });
  return { kind: "joined", first, second };
}

function checkLiteral(
  kind: ExpressionKind,
  operator: string,
  { each, type }: { readonly each: Assigned; readonly type: ValueType },
): void {
  if (each.kind !== "value" || typeOf(each.value) === type) return;
  throw wrongType(kind, operator, typeOf(each.value));
}

function checkKnown(kind: ExpressionKind, name: string): void {
  if (UPDATE_FUNCTIONS.includes(name)) return;
  const isOther = name === "size" || CONDITION_FUNCTIONS.includes(name);
  throw badExpression(
    kind,
    isOther
      ? `The function is not allowed in an update expression; function: ${name}`
      : `Invalid function name; function: ${name}`,
  );
}
