import { MOST_OPERATORS } from "../limits.ts";
import { readCall, type WrittenOperand } from "./condition-syntax.ts";
import { readPath, type WrittenPath } from "./document-path.ts";
import { remembering } from "./remember.ts";
import { type ExpressionKind, TokenReader } from "./tokens.ts";

/** What SET assigns: an operand, or the sum or difference of two. */
export type WrittenAssigned =
  | WrittenOperand
  | {
      readonly kind: "sum";
      readonly sign: "+" | "-";
      readonly left: WrittenOperand;
      readonly right: WrittenOperand;
    };

/** One action of an update, as it is written. */
export type WrittenAction =
  | { readonly kind: "SET"; readonly path: WrittenPath; readonly assigned: WrittenAssigned }
  | { readonly kind: "REMOVE"; readonly path: WrittenPath }
  | { readonly kind: "ADD" | "DELETE"; readonly path: WrittenPath; readonly key: string };

type Section = WrittenAction["kind"];

const SECTIONS: readonly Section[] = ["SET", "REMOVE", "ADD", "DELETE"];

class UpdateParser {
  readonly #reader: TokenReader;
  #operators = 0;

  constructor(kind: ExpressionKind, text: string) {
    this.#reader = new TokenReader(kind, text);
  }

  whole(): readonly WrittenAction[] {
    const seen = new Set<Section>();
    const actions: WrittenAction[] = [];
    do {
      const section = this.#section();
      if (seen.has(section)) {
        throw this.#reader.refusal(
          `The "${section}" section can only be used once in an update expression;`,
        );
      }
      seen.add(section);
      do actions.push(this.#action(section));
      while (this.#reader.skip(","));
    } while (this.#reader.next.type !== "end");
    return actions;
  }

  #section(): Section {
    const section = SECTIONS.find((each) => this.#reader.skip(each));
    if (section === undefined) throw this.#reader.syntaxError();
    return section;
  }

  #action(kind: Section): WrittenAction {
    const path = readPath(this.#reader);
    this.#count();
    if (kind === "REMOVE") return { kind, path };
    if (kind === "SET") {
      this.#reader.expect("=");
      return { kind, path, assigned: this.#assigned() };
    }
    if (this.#reader.next.type !== "value") throw this.#reader.syntaxError();
    return { kind, path, key: this.#reader.take().text };
  }

  #assigned(): WrittenAssigned {
    if (this.#reader.is("(")) return this.#inParentheses();
    const left = this.#operand();
    const sign = this.#reader.next.text;
    if (sign !== "+" && sign !== "-") return left;
    this.#reader.take();
    this.#count();
    return { kind: "sum", sign, left, right: this.#operand() };
  }

  #inParentheses(): WrittenAssigned {
    this.#reader.expect("(");
    const assigned = this.#assigned();
    this.#reader.expect(")");
    return assigned;
  }

  #operand(): WrittenOperand {
    const reader = this.#reader;
    if (reader.next.type === "value") return { kind: "value", key: reader.take().text };
    if (reader.next.type === "word" && reader.afterNext.text === "(") return readCall(reader);
    if (!reader.skip("(")) return { kind: "path", path: readPath(reader) };
    const operand = this.#operand();
    reader.expect(")");
    return operand;
  }

  #count(): void {
    this.#operators += 1;
    if (this.#operators <= MOST_OPERATORS) return;
    const problem = "The expression contains too many operators";
    throw this.#reader.refusal(`${problem}; operator count: ${this.#operators}`);
  }
}

/** Parses an UpdateExpression. Errors: ValidationException. */
export const updateOf = remembering((kind, text) => new UpdateParser(kind, text).whole());
