import { rootArn } from "./arns.ts";
import { isObject, type Statement } from "./policy-syntax.ts";

const BARE_ACCOUNT = /^\d{12}$/;

function fullEntry(entry: unknown): unknown {
  return typeof entry === "string" && BARE_ACCOUNT.test(entry) ? rootArn(entry) : entry;
}

function fullPrincipal(principal: unknown): unknown {
  if (!isObject(principal)) return principal;
  const { AWS } = principal;
  if (AWS === undefined) return principal;
  return { ...principal, AWS: Array.isArray(AWS) ? AWS.map(fullEntry) : fullEntry(AWS) };
}

function fullStatement(statement: Statement): Statement {
  const { Principal } = statement;
  return Principal === undefined
    ? statement
    : { ...statement, Principal: fullPrincipal(Principal) };
}

/**
 * The trust policy as AWS keeps it: an account that was named by its bare number is named by the ARN of
 * its root (IAM User Guide, "AWS JSON policy elements: Principal"). The document must have been checked.
 */
export function withAccountArns(document: string): string {
  const parsed = JSON.parse(document) as { Statement: Statement | readonly Statement[] };
  const statements = [parsed.Statement].flat();
  const full = statements.map(fullStatement);
  if (JSON.stringify(full) === JSON.stringify(statements)) return document;
  return JSON.stringify({ ...parsed, Statement: full });
}
