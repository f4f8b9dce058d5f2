import { invalid } from "../errors.ts";

export type ExpressionKind =
  | "ConditionExpression"
  | "UpdateExpression"
  | "ProjectionExpression"
  | "FilterExpression"
  | "KeyConditionExpression";

type TokenType = "word" | "name" | "value" | "number" | "sign" | "strange" | "end";

export interface Token {
  readonly type: TokenType;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A refusal of one expression, as DynamoDB words it. */
export const badExpression = (kind: ExpressionKind, problem: string) =>
  invalid(`Invalid ${kind}: ${problem}`);

const PATTERN =
  /(?<word>[A-Za-z_]\w*)|(?<name>#\w+)|(?<value>:\w+)|(?<number>\d+)|(?<sign><>|<=|>=|[=<>+\-()[\],.])|(?<strange>\S)/g;

function typeOf(groups: Record<string, string | undefined>): TokenType {
  for (const type in groups) if (groups[type] !== undefined) return type as TokenType;
  return "strange";
}

/** Cuts an expression into its tokens; the last one marks its end. */
function tokensOf(text: string): readonly Token[] {
  const tokens = [...text.matchAll(PATTERN)].map((match): Token => {
    const [found] = match;
    const start = match.index;
    return { type: typeOf(match.groups ?? {}), text: found, start, end: start + found.length };
  });
  return [...tokens, { type: "end", text: "<EOF>", start: text.length, end: text.length }];
}

/** A syntax error at a token, shown with its neighbours. */
function syntaxProblem(text: string, tokens: readonly Token[], at: number): string {
  const from = tokens[at - 1]?.start ?? tokens[at]?.start ?? 0;
  const to = tokens[at + 1]?.end ?? text.length;
  return `Syntax error; token: "${tokens[at]?.text}", near: "${text.slice(from, to)}"`;
}

const FIRST: Token = { type: "end", text: "<EOF>", start: 0, end: 0 };

/** Reads the tokens of an expression one by one. */
export class TokenReader {
  readonly #kind: ExpressionKind;
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(kind: ExpressionKind, text: string) {
    this.#kind = kind;
    this.#text = text;
    this.#tokens = tokensOf(text);
  }

  get next(): Token {
    return this.#tokens[this.#at] ?? FIRST;
  }

  get afterNext(): Token {
    return this.#tokens[this.#at + 1] ?? this.next;
  }

  take(): Token {
    const token = this.next;
    this.#at += 1;
    return token;
  }

  /** Whether the next token is this sign or word; words are the same in any case. */
  is(text: string): boolean {
    const { type, text: found } = this.next;
    return found === text || (type === "word" && found.toUpperCase() === text);
  }

  /** Takes the next token if it is this one. */
  skip(text: string): boolean {
    const found = this.is(text);
    if (found) this.#at += 1;
    return found;
  }

  expect(text: string): void {
    if (!this.skip(text)) throw this.syntaxError();
  }

  expectEnd(): void {
    if (this.next.type !== "end") throw this.syntaxError();
  }

  /** The refusal of the next token. */
  syntaxError() {
    return this.refusal(syntaxProblem(this.#text, this.#tokens, this.#at));
  }

  refusal(problem: string) {
    return badExpression(this.#kind, problem);
  }
}
