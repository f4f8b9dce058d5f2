import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { AwsError } from "../../../kernel/aws-error.ts";
import { invalid } from "../errors.ts";
import { readValue } from "../values/read.ts";
import type { Value } from "../values/value.ts";
import type { Path, WrittenPath } from "./document-path.ts";
import { isReserved } from "./reserved-words.ts";
import { badExpression, type ExpressionKind } from "./tokens.ts";

/** What the expressions of a request may refer to. */
export interface SentTerms {
  readonly ExpressionAttributeNames?: Record<string, string> | undefined;
  readonly ExpressionAttributeValues?: Record<string, AttributeValue> | undefined;
}

/**
 * DynamoDB checks values in one of two layers, which word their refusals differently: Scan and the
 * transactions still have the older one.
 */
export type Layer = "current" | "older";

const NAME = /^#\w+$/;
const VALUE = /^:\w+$/;

function checkKeys(member: string, given: object, pattern: RegExp): void {
  const keys = Object.keys(given);
  if (keys.length === 0) throw invalid(`${member} must not be empty`);
  const wrong = keys.find((key) => !pattern.test(key));
  if (wrong === undefined) return;
  throw invalid(`${member} contains invalid key: Syntax error; key: "${wrong}"`);
}

function plainName(kind: ExpressionKind, name: string): string {
  if (!isReserved(name)) return name;
  throw badExpression(kind, `Attribute name is a reserved keyword; reserved keyword: ${name}`);
}

function namedValue(key: string, value: AttributeValue, layer: Layer): Value {
  if (layer === "current") return readValue(value);
  try {
    return readValue(value);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const member = "ExpressionAttributeValues contains invalid value";
    throw invalid(`${member}: ${error.message} for key ${key}`);
  }
}

/** The names and values of one request, and which of them its expressions have used. */
export class Terms {
  readonly #names: Readonly<Record<string, string>>;
  readonly #values = new Map<string, Value>();
  readonly #unused: { readonly names: Set<string>; readonly values: Set<string> };

  /** Errors: ValidationException for placeholders or values that cannot be. */
  constructor(sent: SentTerms, layer: Layer = "current") {
    const { ExpressionAttributeNames: names, ExpressionAttributeValues: values } = sent;
    if (names) checkKeys("ExpressionAttributeNames", names, NAME);
    if (values) checkKeys("ExpressionAttributeValues", values, VALUE);
    this.#names = names ?? {};
    for (const key in values) {
      this.#values.set(key, namedValue(key, values[key] as AttributeValue, layer));
    }
    this.#unused = {
      names: new Set(Object.keys(this.#names)),
      values: new Set(Object.keys(values ?? {})),
    };
  }

  /** A written path with every placeholder replaced. Errors: ValidationException for reserved words. */
  path(kind: ExpressionKind, path: WrittenPath): Path {
    return path.map((step) =>
      typeof step === "number" ? step : this.#name(kind, step),
    ) as unknown as Path;
  }

  value(kind: ExpressionKind, key: string): Value {
    const value = this.#values.get(key);
    if (value !== undefined) {
      this.#unused.values.delete(key);
      return value;
    }
    throw badExpression(
      kind,
      `An expression attribute value used in expression is not defined; attribute value: ${key}`,
    );
  }

  /** Errors: ValidationException that names what no expression used. */
  checkAllUsed(): void {
    const refuse = (member: string, unused: Set<string>) => {
      if (unused.size === 0) return;
      const keys = [...unused].join(", ");
      throw invalid(`Value provided in ${member} unused in expressions: keys: {${keys}}`);
    };
    refuse("ExpressionAttributeNames", this.#unused.names);
    refuse("ExpressionAttributeValues", this.#unused.values);
  }

  #name(kind: ExpressionKind, key: string): string {
    if (!key.startsWith("#")) return plainName(kind, key);
    const name = Object.hasOwn(this.#names, key) ? this.#names[key] : undefined;
    if (name !== undefined) {
      this.#unused.names.delete(key);
      return name;
    }
    throw badExpression(
      kind,
      `An expression attribute name used in the document path is not defined; attribute name: ${key}`,
    );
  }
}

/** Errors: ValidationException when names or values were sent and no expression that could use them. */
export function checkTermsWanted(
  sent: SentTerms,
  expressions: Record<string, unknown>,
  layer: Layer = "current",
): void {
  const names = Object.keys(expressions);
  if (names.some((name) => expressions[name] !== undefined)) return;
  const refuse = (member: string, why: string) =>
    invalid(`${member} can only be specified when using expressions${why}`);
  if (sent.ExpressionAttributeNames) throw refuse("ExpressionAttributeNames", "");
  if (!sent.ExpressionAttributeValues) return;
  throw refuse("ExpressionAttributeValues", layer === "older" ? `: ${nothing(names)}` : "");
}

/** Which of the expressions that can have values are not there. */
function nothing(names: readonly string[]): string {
  const missing = names.filter((name) => name !== "ProjectionExpression");
  return `${missing.join(" and ")} ${missing.length === 1 ? "is" : "are"} null`;
}
