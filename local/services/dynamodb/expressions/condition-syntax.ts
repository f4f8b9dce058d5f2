import { MOST_OPERATORS } from "../limits.ts";
import { readPath, type WrittenPath } from "./document-path.ts";
import { remembering } from "./remember.ts";
import { type ExpressionKind, TokenReader } from "./tokens.ts";

/** What can be compared: a path, a value's placeholder or what a function gives. */
export type WrittenOperand =
  | { readonly kind: "path"; readonly path: WrittenPath }
  | { readonly kind: "value"; readonly key: string }
  | WrittenCall;

export interface WrittenCall {
  readonly kind: "call";
  readonly name: string;
  readonly operands: readonly WrittenOperand[];
}

export type Comparator = "=" | "<>" | "<" | "<=" | ">" | ">=";

/** A condition as it is written. */
export type WrittenCondition =
  | { readonly kind: "and" | "or"; readonly all: readonly WrittenCondition[] }
  | { readonly kind: "not"; readonly negated: WrittenCondition }
  | {
      readonly kind: "compare";
      readonly comparator: Comparator;
      readonly left: WrittenOperand;
      readonly right: WrittenOperand;
    }
  | {
      readonly kind: "between";
      readonly operand: WrittenOperand;
      readonly low: WrittenOperand;
      readonly high: WrittenOperand;
    }
  | {
      readonly kind: "in";
      readonly operand: WrittenOperand;
      readonly choices: readonly WrittenOperand[];
    }
  | WrittenCall;

type Operand = WrittenOperand & { readonly kind: "path" | "value" };
type Parsed = WrittenCondition | Operand;

const COMPARATORS: readonly string[] = ["=", "<>", "<", "<=", ">", ">="];
const isComparator = (text: string): text is Comparator => COMPARATORS.includes(text);
const isOperand = (parsed: Parsed): parsed is Operand =>
  parsed.kind === "path" || parsed.kind === "value";

/** Reads `name(operand, …)`. */
export function readCall(reader: TokenReader): WrittenCall {
  const name = reader.take().text;
  reader.expect("(");
  const operands = [readOperand(reader)];
  while (reader.skip(",")) operands.push(readOperand(reader));
  reader.expect(")");
  return { kind: "call", name, operands };
}

/** Reads a path, a value, a function call, or one of these in parentheses. */
function readOperand(reader: TokenReader): WrittenOperand {
  if (reader.next.type === "value") return { kind: "value", key: reader.take().text };
  if (reader.next.type === "word" && reader.afterNext.text === "(") return readCall(reader);
  if (!reader.skip("(")) return { kind: "path", path: readPath(reader) };
  const operand = readOperand(reader);
  reader.expect(")");
  return operand;
}

class ConditionParser {
  readonly #reader: TokenReader;
  /** What stood in parentheses. */
  readonly #enclosed = new WeakSet<Parsed>();
  #operators = 0;

  constructor(kind: ExpressionKind, text: string) {
    this.#reader = new TokenReader(kind, text);
  }

  whole(): WrittenCondition {
    const parsed = this.#condition(this.#any());
    this.#reader.expectEnd();
    return parsed;
  }

  /** Something that must be a condition: an operand alone is none. */
  #condition(parsed: Parsed): WrittenCondition {
    if (isOperand(parsed)) throw this.#reader.syntaxError();
    return parsed;
  }

  #any(): Parsed {
    return this.#joined("or", "OR", () => this.#joined("and", "AND", () => this.#maybeNot()));
  }

  #joined(kind: "and" | "or", word: string, part: () => Parsed): Parsed {
    const first = part();
    if (!this.#reader.is(word)) return first;
    const all = [this.#condition(first)];
    while (this.#reader.skip(word)) {
      this.#count();
      all.push(this.#condition(part()));
    }
    return { kind, all };
  }

  #maybeNot(): Parsed {
    if (!this.#reader.skip("NOT")) return this.#comparison();
    this.#count();
    return { kind: "not", negated: this.#condition(this.#maybeNot()) };
  }

  #comparison(): Parsed {
    const left = this.#reader.is("(") ? this.#inParentheses() : readOperand(this.#reader);
    if (left.kind === "call") this.#count();
    if (!isOperand(left) && left.kind !== "call") return left;
    return this.#compared(left);
  }

  #inParentheses(): Parsed {
    this.#reader.expect("(");
    const parsed = this.#any();
    this.#reader.expect(")");
    if (this.#enclosed.has(parsed)) {
      throw this.#reader.refusal("The expression has redundant parentheses;");
    }
    this.#enclosed.add(parsed);
    return parsed;
  }

  #compared(left: WrittenOperand): Parsed {
    const reader = this.#reader;
    if (isComparator(reader.next.text)) {
      this.#count();
      const comparator = reader.take().text as Comparator;
      return { kind: "compare", comparator, left, right: readOperand(reader) };
    }
    if (reader.skip("BETWEEN")) {
      this.#count();
      const low = readOperand(reader);
      reader.expect("AND");
      return { kind: "between", operand: left, low, high: readOperand(reader) };
    }
    return reader.skip("IN") ? this.#choice(left) : left;
  }

  #choice(operand: WrittenOperand): WrittenCondition {
    this.#count();
    this.#reader.expect("(");
    const choices = [readOperand(this.#reader)];
    while (this.#reader.skip(",")) choices.push(readOperand(this.#reader));
    this.#reader.expect(")");
    return { kind: "in", operand, choices };
  }

  #count(): void {
    this.#operators += 1;
    if (this.#operators <= MOST_OPERATORS) return;
    const problem = "The expression contains too many operators";
    throw this.#reader.refusal(`${problem}; operator count: ${this.#operators}`);
  }
}

/** Parses a condition, filter or key condition. Errors: ValidationException. */
export const conditionOf = remembering(
  (kind, text): WrittenCondition => new ConditionParser(kind, text).whole(),
);
