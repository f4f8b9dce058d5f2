import { BlockList } from "node:net";
import { isArray, isObject, type Json, sameJson } from "../../json-path/json.ts";

/** Whether a value, or its absence (`undefined`), is what a pattern asks for. */
export type Test = (value: Json | undefined) => boolean;

/** A pattern that EventBridge would refuse; the message is its reason. */
export class InvalidPattern extends Error {
  override readonly name = "InvalidPattern";
}

const isText = (value: Json | undefined): value is string => typeof value === "string";

const lower = (text: string) => text.toLowerCase();

/** Reads the operand of an operator on strings: a string, or a string whatever its case. */
function textual(
  operator: string,
  operand: Json,
  test: (value: string, wanted: string) => boolean,
): Test {
  const folded = isObject(operand) ? operand["equals-ignore-case"] : undefined;
  if (isText(folded)) return (value) => isText(value) && test(lower(value), lower(folded));
  if (isText(operand) && operand !== "") return (value) => isText(value) && test(value, operand);
  throw new InvalidPattern(`${operator} match pattern must be a string`);
}

/** `*` stands for anything; a backslash takes its meaning away. */
function wildcard(operand: Json): Test {
  if (!isText(operand)) throw new InvalidPattern("wildcard match pattern must be a string");
  if (operand.includes("**")) throw new InvalidPattern("Consecutive wildcard characters");
  const source = operand.replaceAll(/\\([*\\])|(\*)|([^*\\]+)/gu, (...groups) => {
    const [, escaped, star, plain] = groups as (string | undefined)[];
    const literal = (escaped ?? plain ?? "").replaceAll(/[.*+?^${}()|[\]\\/-]/gu, String.raw`\$&`);
    return star === undefined ? literal : ".*";
  });
  const pattern = new RegExp(`^${source}$`, "su");
  return (value) => isText(value) && pattern.test(value);
}

const COMPARISONS: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  "=": (value, bound) => value === bound,
  "<": (value, bound) => value < bound,
  "<=": (value, bound) => value <= bound,
  ">": (value, bound) => value > bound,
  ">=": (value, bound) => value >= bound,
};

function numeric(operand: Json): Test {
  const parts = isArray(operand) ? operand : [];
  if (parts.length !== 2 && parts.length !== 4) {
    throw new InvalidPattern("Value of numeric must be an array of comparisons");
  }
  const bounds = Array.from({ length: parts.length / 2 }, (_, index) => {
    const [sign, bound] = [parts[index * 2], parts[index * 2 + 1]];
    const comparison = COMPARISONS[String(sign)];
    if (!comparison || typeof bound !== "number") {
      throw new InvalidPattern(`Unrecognized numeric range operator: ${JSON.stringify(sign)}`);
    }
    return (value: number) => comparison(value, bound);
  });
  return (value) => typeof value === "number" && bounds.every((holds) => holds(value));
}

function cidr(operand: Json): Test {
  const [network = "", prefix = ""] = isText(operand) ? operand.split("/") : [];
  const family = network.includes(":") ? "ipv6" : "ipv4";
  const block = new BlockList();
  try {
    if (!/^\d+$/u.test(prefix)) throw new InvalidPattern("no size");
    block.addSubnet(network, Number(prefix), family);
  } catch {
    throw new InvalidPattern("Malformed CIDR, one '/' required");
  }
  return (value) => isText(value) && block.check(value, value.includes(":") ? "ipv6" : "ipv4");
}

const list = (value: Json): readonly Json[] => (isArray(value) ? value : [value]);

/** Anything but some values, or but what another operator would match. */
function anythingBut(operand: Json): Test {
  const excluded = isObject(operand)
    ? Object.entries(operand).flatMap(([operator, each]) => {
        if (!["prefix", "suffix", "equals-ignore-case", "wildcard"].includes(operator)) {
          throw new InvalidPattern(`Unsupported anything-but pattern: ${operator}`);
        }
        return list(each).map((value) => testOf({ [operator]: value }));
      })
    : list(operand).map(
        (each): Test =>
          (value) =>
            sameJson(value, each),
      );
  return (value) => value !== undefined && excluded.every((test) => !test(value));
}

function exists(operand: Json): Test {
  if (typeof operand !== "boolean") {
    throw new InvalidPattern("exists match pattern must be either true or false.");
  }
  return (value) => (value !== undefined) === operand;
}

const OPERATORS: Readonly<Record<string, (operand: Json) => Test>> = {
  prefix: (operand) => textual("prefix", operand, (value, wanted) => value.startsWith(wanted)),
  suffix: (operand) => textual("suffix", operand, (value, wanted) => value.endsWith(wanted)),
  "equals-ignore-case": (operand) =>
    textual("equals-ignore-case", operand, (value, wanted) => lower(value) === lower(wanted)),
  "anything-but": anythingBut,
  numeric,
  exists,
  wildcard,
  cidr,
};

/** The test of one element of a list in a pattern. Throws InvalidPattern. */
export function testOf(element: Json): Test {
  if (isArray(element)) throw new InvalidPattern("A list in a pattern cannot hold lists");
  if (!isObject(element)) return (value) => sameJson(value, element);
  const [[operator = "", operand = null] = [], ...more] = Object.entries(element);
  const operation = OPERATORS[operator];
  if (!operation || more.length > 0) {
    throw new InvalidPattern(`Unrecognized match type ${operator}`);
  }
  return operation(operand);
}
