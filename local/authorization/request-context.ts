import type { ContextValue } from "./access-request.ts";

function textsOf(value: ContextValue): readonly string[] {
  if (typeof value === "object") return value;
  return [String(value)];
}

/** The condition keys of one request, found by name whatever its case. */
export class RequestContext {
  readonly #given: Readonly<Record<string, ContextValue>>;
  #byName: Map<string, ContextValue> | undefined;

  constructor(given: Readonly<Record<string, ContextValue>>) {
    this.#given = given;
  }

  /** Values of a key, whose name must be in lower case; `undefined` where it is absent or has none. */
  valuesOf(key: string): readonly string[] | undefined {
    this.#byName ??= new Map(
      Object.entries(this.#given).map(([name, value]) => [name.toLowerCase(), value]),
    );
    const value = this.#byName.get(key);
    if (value === undefined) return undefined;
    const texts = textsOf(value);
    return texts.length === 0 ? undefined : texts;
  }

  /** The value of a key that has exactly one. */
  valueOf(key: string): string | undefined {
    const values = this.valuesOf(key);
    return values?.length === 1 ? values[0] : undefined;
  }
}
