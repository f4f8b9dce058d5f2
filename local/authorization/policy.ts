import { readPolicyDocument } from "./policy-document.ts";
import type { Naming } from "./principals.ts";
import { remember } from "./remember.ts";
import { type Asked, compileStatement, type Statement } from "./statement.ts";

/** A policy document, compiled. */
export interface Policy {
  readonly statements: readonly Statement[];
}

const MOST_POLICIES = 2000;

function compile(text: string): Policy {
  const { Version, Statement } = readPolicyDocument(text);
  return { statements: Statement.map((each) => compileStatement(each, Version)) };
}

/**
 * The policy of a JSON text, compiled once for all requests. Services call it to check what they are
 * given. @throws MalformedPolicy
 */
export const policyOf: (text: string) => Policy = remember(compile, MOST_POLICIES);

/** Whether any statement denies what is asked. */
export function denies({ statements }: Policy, asked: Asked): boolean {
  return statements.some((each) => each.effect === "Deny" && each.speaksOf(asked) !== undefined);
}

const CLOSEST_FIRST = ["direct", "role", "account"] as const;

/** The closest naming under which a statement allows what is asked; undefined when none does. */
export function allows({ statements }: Policy, asked: Asked): Naming | undefined {
  const namings = new Set(
    statements.filter(({ effect }) => effect === "Allow").map((each) => each.speaksOf(asked)),
  );
  return CLOSEST_FIRST.find((naming) => namings.has(naming));
}
