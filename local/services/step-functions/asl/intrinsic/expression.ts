import { InvalidPath, type Path, parsePath } from "../../../json-path/path.ts";

/** A call of an intrinsic function, or one of its arguments. */
export type Expression =
  | {
      readonly kind: "call";
      readonly name: string;
      readonly args: readonly Expression[];
    }
  | { readonly kind: "path"; readonly path: Path }
  /** A string as it was written: its escapes are still in it, because States.Format needs them. */
  | { readonly kind: "text"; readonly raw: string }
  | { readonly kind: "constant"; readonly value: number | boolean | null };

const NAME = /\s*(States\.\w+)\s*\(/uy;
const TEXT = /'((?:\\.|[^'\\])*)'/uy;
const CONSTANT = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/uy;
const PATH = /\$(?:\[(?:'[^']*'|"[^"]*"|[^\]]*)\]|[^,()\s[])*/uy;
const SPACE = /\s*/uy;

/** Reads along a text. */
class Reader {
  readonly text: string;
  #at = 0;

  constructor(text: string) {
    this.text = text;
  }

  take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.text);
    if (found) this.#at = pattern.lastIndex;
    return found ?? undefined;
  }

  takes(character: string): boolean {
    this.take(SPACE);
    if (this.text[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }

  get isAtEnd(): boolean {
    this.take(SPACE);
    return this.#at === this.text.length;
  }

  refuse(): never {
    const rest = this.text.slice(this.#at);
    throw new InvalidPath(`'${rest}' of '${this.text}' is not understood`);
  }
}

function call(reader: Reader): Expression | undefined {
  const name = reader.take(NAME)?.[1];
  if (name === undefined) return undefined;
  const args: Expression[] = [];
  if (reader.takes(")")) return { kind: "call", name, args };
  do args.push(argument(reader));
  while (reader.takes(","));
  return reader.takes(")") ? { kind: "call", name, args } : reader.refuse();
}

function argument(reader: Reader): Expression {
  const nested = call(reader);
  if (nested) return nested;
  reader.take(SPACE);
  const text = reader.take(TEXT)?.[1];
  if (text !== undefined) return { kind: "text", raw: text };
  const path = reader.take(PATH)?.[0];
  if (path !== undefined) return { kind: "path", path: parsePath(path) };
  const constant = reader.take(CONSTANT)?.[0];
  if (constant === undefined) return reader.refuse();
  return { kind: "constant", value: JSON.parse(constant) as number | boolean | null };
}

/**
 * Understands the value of a field whose name ends in `.$`: a path, or a call of an intrinsic function.
 * Errors: InvalidPath.
 */
export function parseExpression(text: string): Expression {
  if (text.startsWith("$")) return { kind: "path", path: parsePath(text) };
  const reader = new Reader(text);
  const expression = call(reader);
  return expression && reader.isAtEnd ? expression : reader.refuse();
}
