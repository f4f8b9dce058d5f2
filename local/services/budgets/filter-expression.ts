import { Dimension, type Expression, MatchOption } from "@aws-sdk/client-budgets";
import { invalid } from "./failures.ts";

const KINDS = ["Or", "And", "Not", "Dimensions", "Tags", "CostCategories"] as const;

/** What a filter asks of one key. */
interface Values {
  readonly Key?: string | undefined;
  readonly Values?: readonly string[] | undefined;
  readonly MatchOptions?: readonly string[] | undefined;
}

function checkValues(kind: string, { Values = [], MatchOptions = [] }: Values): void {
  if (Values.length === 0) throw invalid(`${kind} must have values.`);
  const options: readonly string[] = Object.values(MatchOption);
  if (!MatchOptions.every((option) => options.includes(option))) {
    throw invalid(`${kind} has a match option that is not known.`);
  }
}

function checkDimension(dimension: Values): void {
  const dimensions: readonly string[] = Object.values(Dimension);
  if (!dimensions.includes(dimension.Key ?? "")) {
    throw invalid(`The dimension ${dimension.Key} is not known.`);
  }
  checkValues("Dimensions", dimension);
}

function checkOperands(kind: string, operands: readonly Expression[]): void {
  if (operands.length < 2) throw invalid(`${kind} must have at least two expressions.`);
  for (const operand of operands) checkExpression(operand);
}

/** Checks what a budget filters by. Throws InvalidParameterException. */
export function checkExpression(expression: Expression): void {
  const kinds = KINDS.filter((kind) => expression[kind] !== undefined);
  if (kinds.length !== 1) throw invalid("An expression must be of exactly one kind.");
  const { Or, And, Not, Dimensions, Tags, CostCategories } = expression;
  if (Or) checkOperands("Or", Or);
  if (And) checkOperands("And", And);
  if (Not) checkExpression(Not);
  if (Dimensions) checkDimension(Dimensions);
  if (Tags) checkValues("Tags", Tags);
  if (CostCategories) checkValues("CostCategories", CostCategories);
}
