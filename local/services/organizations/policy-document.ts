import { MalformedPolicyDocumentException } from "@aws-sdk/client-organizations";
import { MalformedPolicy } from "../../authorization/malformed-policy.ts";
import { policyOf } from "../../authorization/policy.ts";
import { readPolicyDocument, type StatementDocument } from "../../authorization/policy-document.ts";
import { invalidInput, violation } from "./failures.ts";
import { POLICIES } from "./limits.ts";

/** What a statement lacks of the syntax of service control policies; undefined when nothing. */
function flawOf(statement: StatementDocument): string | undefined {
  const { Effect, Principal, NotPrincipal, Resource, NotResource } = statement;
  if (Principal || NotPrincipal) return "Principal and NotPrincipal are not supported";
  if (!Resource && !NotResource) return "Resource or NotResource is required";
  const isForAll = Resource?.length === 1 && Resource[0] === "*";
  if (Effect === "Allow" && !isForAll) return "Resource of an Allow statement must be *";
  return undefined;
}

function readStatements(content: string): readonly StatementDocument[] {
  policyOf(content);
  return readPolicyDocument(content).Statement;
}

function malformed(flaw: string) {
  const message = `The provided policy document does not meet the requirements of the specified policy type. (${flaw})`;
  return new MalformedPolicyDocumentException({ message, $metadata: {} });
}

function flawIn(content: string): string | undefined {
  try {
    return readStatements(content)
      .map(flawOf)
      .find((flaw) => flaw !== undefined);
  } catch (error) {
    if (error instanceof MalformedPolicy) return error.message;
    throw error;
  }
}

/**
 * Checks the document of a service control policy (User Guide, "SCP syntax"). White space counts in its
 * size. Throws MalformedPolicyDocumentException, ConstraintViolationException, InvalidInputException.
 */
export function checkContent(content: string): void {
  if (content.length === 0) throw invalidInput("MIN_LENGTH_EXCEEDED");
  if (content.length > POLICIES.longestContent) throw violation("POLICY_CONTENT_LIMIT_EXCEEDED");
  const flaw = flawIn(content);
  if (flaw !== undefined) throw malformed(flaw);
}
