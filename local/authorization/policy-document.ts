import * as z from "zod";
import { MalformedPolicy } from "./malformed-policy.ts";

const texts = z
  .union([z.string(), z.array(z.string()).nonempty()])
  .transform((value): readonly string[] => [value].flat());

const conditionValue = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const conditionValues = z
  .union([conditionValue, z.array(conditionValue).nonempty()])
  .transform((value): readonly string[] => [value].flat());

const kindsOfPrincipal = z.strictObject({
  AWS: texts.optional(),
  Service: texts.optional(),
  Federated: texts.optional(),
  CanonicalUser: texts.optional(),
});
const everybody = z
  .literal("*")
  .transform((): z.output<typeof kindsOfPrincipal> => ({ AWS: ["*"] }));
const principal = z.union([everybody, kindsOfPrincipal]);

const statement = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(["Allow", "Deny"]),
  Principal: principal.optional(),
  NotPrincipal: principal.optional(),
  Action: texts.optional(),
  NotAction: texts.optional(),
  Resource: texts.optional(),
  NotResource: texts.optional(),
  Condition: z.record(z.string(), z.record(z.string(), conditionValues)).optional(),
});

const document = z.strictObject({
  Version: z.enum(["2008-10-17", "2012-10-17"]).default("2008-10-17"),
  Id: z.string().optional(),
  Statement: z.union([statement.transform((only) => [only]), z.array(statement)]),
});

/** A policy as its JSON has it, with single values made lists. */
export type PolicyDocument = z.output<typeof document>;
export type StatementDocument = PolicyDocument["Statement"][number];
export type PrincipalDocument = NonNullable<StatementDocument["Principal"]>;

/** Pairs of elements of which a statement has at most one. */
const EXCLUSIVE = [
  ["Principal", "NotPrincipal"],
  ["Action", "NotAction"],
  ["Resource", "NotResource"],
] as const;

function checkStatement(each: StatementDocument): void {
  for (const [name, negated] of EXCLUSIVE) {
    if (each[name] && each[negated]) {
      throw new MalformedPolicy(`A statement has both ${name} and ${negated}.`);
    }
  }
  if (!each.Action && !each.NotAction) throw new MalformedPolicy("Missing required field Action");
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new MalformedPolicy("This policy contains invalid Json");
  }
}

/**
 * Reads the JSON of a policy (IAM User Guide, "Grammar of the IAM JSON policy language"). Which elements
 * a kind of policy must have or may not have is for its service to check.
 * @throws MalformedPolicy
 */
export function readPolicyDocument(text: string): PolicyDocument {
  const read = document.safeParse(jsonOf(text));
  if (!read.success) {
    throw new MalformedPolicy(`Syntax errors in policy.\n${z.prettifyError(read.error)}`);
  }
  for (const each of read.data.Statement) checkStatement(each);
  return read.data;
}
