import { operatorNamed } from "../../authorization/conditions/operator-name.ts";
import { MalformedPolicy } from "../../authorization/malformed-policy.ts";
import { policyOf } from "../../authorization/policy.ts";
import { malformedPolicy, validationError } from "./errors.ts";

/** One statement as it stands in the JSON text, before anything is known of it. */
export type Statement = Readonly<Record<string, unknown>>;

const DOCUMENT_MEMBERS = ["Version", "Id", "Statement"];
const STATEMENT_MEMBERS = [
  ...["Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction"],
  ...["Resource", "NotResource", "Condition"],
];
const VERSIONS = ["2008-10-17", "2012-10-17"];
/** IAM User Guide, "IAM and AWS STS quotas": policy documents are Latin-1 without control characters. */
const CHARACTERS = /^[\t\n\r\u0020-\u00ff]+$/;

export const isObject = (value: unknown): value is Statement =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A text, or a list of texts; undefined for anything else. */
export function textsIn(value: unknown): readonly string[] | undefined {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.every((each) => typeof each === "string") ? list : undefined;
}

function parse(text: string, complaint: string): Statement {
  if (!CHARACTERS.test(text)) {
    throw validationError(
      "The specified value for policyDocument is invalid. It must contain only printable ASCII characters.",
    );
  }
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw malformedPolicy(complaint);
  }
  if (!isObject(document)) throw malformedPolicy(complaint);
  return document;
}

function checkCondition(condition: unknown): void {
  if (condition === undefined) return;
  if (!isObject(condition)) throw malformedPolicy("Syntax errors in policy.");
  for (const [operator, keys] of Object.entries(condition)) {
    if (operatorNamed(operator) === undefined) {
      throw malformedPolicy(`Invalid Condition type : ${operator}.`);
    }
    if (!isObject(keys)) throw malformedPolicy("Syntax errors in policy.");
    if (Object.keys(keys).some((key) => !key.includes(":"))) {
      throw malformedPolicy(
        "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
      );
    }
  }
}

function checkStatement(statement: unknown): asserts statement is Statement {
  const known =
    isObject(statement) && Object.keys(statement).every((name) => STATEMENT_MEMBERS.includes(name));
  if (!known) throw malformedPolicy("Syntax errors in policy.");
  const { Effect, Sid } = statement;
  if (Effect === undefined) throw malformedPolicy("Missing required field Effect");
  if (Effect !== "Allow" && Effect !== "Deny") {
    throw malformedPolicy(`Invalid effect: ${JSON.stringify(Effect)}`);
  }
  if (Sid !== undefined && typeof Sid !== "string") {
    throw malformedPolicy("Syntax errors in policy.");
  }
  checkCondition(statement["Condition"]);
}

function checkSids(statements: readonly Statement[]): void {
  const sids = statements.map(({ Sid }) => Sid).filter((sid) => sid !== undefined && sid !== "");
  if (new Set(sids).size < sids.length) {
    throw malformedPolicy("Statement IDs (SID) in a single policy must be unique.");
  }
}

/**
 * The statements of a policy document whose outer form is right. Errors: MalformedPolicyDocument with
 * `complaint` when it is no JSON, ValidationError.
 */
export function statementsIn(
  text: string,
  complaint = "Syntax errors in policy.",
): readonly Statement[] {
  const document = parse(text, complaint);
  const { Version, Statement } = document;
  const isKnown = Object.keys(document).every((name) => DOCUMENT_MEMBERS.includes(name));
  if (!isKnown || (Version !== undefined && !VERSIONS.includes(Version as string))) {
    throw malformedPolicy("Syntax errors in policy.");
  }
  const statements: readonly unknown[] = Array.isArray(Statement) ? Statement : [Statement];
  if (Statement === undefined || statements.length === 0) {
    throw malformedPolicy("Syntax errors in policy.");
  }
  const checked = statements.map((statement) => {
    checkStatement(statement);
    return statement;
  });
  checkSids(checked);
  return checked;
}

/** Throws MalformedPolicyDocument when the document cannot be evaluated, for whatever reason is left. */
export function checkEvaluable(document: string): void {
  try {
    policyOf(document);
  } catch (error) {
    throw error instanceof MalformedPolicy ? malformedPolicy(error.message) : error;
  }
}

/** Size of a policy: white space does not count. */
export function sizeOf(document: string): number {
  return document.replace(/\s/g, "").length;
}
