import { malformedPolicy } from "./errors.ts";
import { checkEvaluable, type Statement, statementsIn, textsIn } from "./policy-syntax.ts";

const ACTION = /^([^:]+):(.+)$/;
const VENDOR = /^[a-zA-Z0-9-]+$/;
const PARTITION = /^(?:aws(?:-[a-z-]+)?|\*)$/;

function checkAction(action: string): void {
  if (action === "*") return;
  const [, vendor] = ACTION.exec(action) ?? [];
  if (vendor === undefined) {
    throw malformedPolicy(
      "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
    );
  }
  if (!VENDOR.test(vendor)) throw malformedPolicy(`Vendor ${vendor} is not valid`);
}

function checkResource(resource: string): void {
  if (resource === "*") return;
  const [arn, partition = "", ...rest] = resource.split(":");
  if (arn !== "arn") {
    throw malformedPolicy(`Resource ${resource} must be in ARN format or "*".`);
  }
  // A wildcard may stand for several parts at once.
  if (rest.length < 4 && !resource.endsWith("*")) {
    throw malformedPolicy("The policy failed legacy parsing");
  }
  if (!PARTITION.test(partition) && !partition.includes("*")) {
    throw malformedPolicy(`Partition "${partition}" is not valid for resource "${resource}".`);
  }
}

function either(statement: Statement, name: "Action" | "Resource"): readonly string[] {
  const complaint = `Policy statement must contain ${name.toLowerCase()}s.`;
  const [value, negated] = [statement[name], statement[`Not${name}`]];
  if (value === undefined && negated === undefined) throw malformedPolicy(complaint);
  if (value !== undefined && negated !== undefined) {
    throw malformedPolicy("Syntax errors in policy.");
  }
  const texts = textsIn(value ?? negated);
  if (texts === undefined) throw malformedPolicy("Syntax errors in policy.");
  if (texts.length === 0) throw malformedPolicy(complaint);
  return texts;
}

const SID = /^[0-9A-Za-z]*$/;

function checkStatement(statement: Statement): void {
  if (statement["Principal"] !== undefined || statement["NotPrincipal"] !== undefined) {
    throw malformedPolicy("Policy document should not specify a principal.");
  }
  if (!SID.test((statement["Sid"] as string | undefined) ?? "")) {
    throw malformedPolicy(
      "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*",
    );
  }
  either(statement, "Action").forEach(checkAction);
  either(statement, "Resource").forEach(checkResource);
}

/**
 * Throws MalformedPolicyDocument unless IAM would take the document as a policy of a user, group or role.
 */
export function checkIdentityPolicy(document: string): void {
  statementsIn(document).forEach(checkStatement);
  checkEvaluable(document);
}
