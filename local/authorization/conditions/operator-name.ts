import { OPERATORS, type Operator } from "./operators.ts";

/** A condition operator as a policy writes it, such as `ForAnyValue:StringLikeIfExists`. */
export type NamedOperator =
  | { readonly kind: "null" }
  | {
      readonly kind: "comparison";
      readonly operator: Operator;
      readonly set: "ForAllValues" | "ForAnyValue" | undefined;
      /** True for `…IfExists`: it holds where the key is absent. */
      readonly ifExists: boolean;
    };

const NAME = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/;

/** Reads the name of a condition operator; `undefined` when AWS has none of that name. */
export function operatorNamed(name: string): NamedOperator | undefined {
  if (name === "Null") return { kind: "null" };
  const [, set, base = "", ifExists] = NAME.exec(name) ?? [];
  const operator = OPERATORS.get(base);
  if (operator === undefined) return undefined;
  return {
    kind: "comparison",
    operator,
    set: set === "ForAllValues" || set === "ForAnyValue" ? set : undefined,
    ifExists: ifExists !== undefined,
  };
}
