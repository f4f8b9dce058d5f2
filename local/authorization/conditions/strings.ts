import { anyOf, patternOf, type Reach } from "../pattern.ts";
import {
  isVariable,
  type PolicyText,
  parsePolicyText,
  plainText,
  resolve,
} from "../policy-text.ts";
import { remember } from "../remember.ts";
import type { Comparer, Comparison } from "./comparison.ts";

const MOST_PATTERNS = 1000;

function exactly(text: PolicyText, same: (a: string, b: string) => boolean): Comparison {
  return (value, context) => {
    const resolved = resolve(text, context);
    return resolved && same(value, plainText(resolved));
  };
}

function alike(text: PolicyText, reach: Reach): Comparison {
  const compiled = remember((pattern: string) => anyOf([pattern]), MOST_PATTERNS);
  if (!text.some(isVariable)) {
    const pattern = anyOf([patternOf(text, reach)]);
    return (value) => pattern.test(value);
  }
  return (value, context) => {
    const resolved = resolve(text, context);
    return resolved && compiled(patternOf(resolved, reach)).test(value);
  };
}

const identical = (a: string, b: string) => a === b;
const identicalButForCase = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

export const stringEquals: Comparer = (expected, version) =>
  exactly(parsePolicyText(expected, version), identical);

/** Also serves `Bool`, whose values are the words true and false in any case. */
export const stringEqualsIgnoreCase: Comparer = (expected, version) =>
  exactly(parsePolicyText(expected, version), identicalButForCase);

export const stringLike: Comparer = (expected, version) =>
  alike(parsePolicyText(expected, version), "text");

/** ArnLike and ArnEquals behave alike: each of the six parts is matched for itself. */
export const arnLike: Comparer = (expected, version) =>
  alike(parsePolicyText(expected, version), "arn");

/** How a Resource element matches the resource that is asked for. */
export const resourceLike: Comparer = (expected, version) =>
  alike(parsePolicyText(expected, version), "resource");
