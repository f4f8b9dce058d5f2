import { Stack } from "aws-cdk-lib";
import { type IPrincipal, PolicyDocument, type PolicyStatement, Role } from "aws-cdk-lib/aws-iam";
import { flattenCfnReference } from "cdk-nag/lib/utils/flatten-cfn-reference.js";
import type { Construct } from "constructs";
import { acknowledge } from "./acknowledge.ts";
import { reasonOf } from "./permissions.ts";

export interface RoleProps {
  readonly roleName: string;
  readonly description?: string;
  readonly assumedBy: IPrincipal;
  /** Everything that the role may do. */
  readonly may: readonly PolicyStatement[];
}

/**
 * A role with all that it may do in one place. Give constructs its `withoutPolicyUpdates()`, so that they
 * cannot add what they would like.
 */
export function role(scope: Construct, id: string, { may, ...props }: RoleProps): Role {
  const made = new Role(scope, id, {
    ...props,
    inlinePolicies: { work: new PolicyDocument({ statements: [...may] }) },
  });
  acknowledge(made, Object.fromEntries(may.flatMap((statement) => wildcards(made, statement))));
  return made;
}

/** What cdk-nag finds in a statement, by its name for it, with the reason that the statement gives. */
function wildcards(of: Construct, statement: PolicyStatement): [finding: string, reason: string][] {
  const reason = reasonOf(statement);
  if (reason === undefined) return [];
  return statement.resources
    .map((resource) => flattenCfnReference(Stack.of(of).resolve(resource)))
    .filter((resource) => resource.includes("*"))
    .map((resource) => [`AwsSolutions::AwsSolutions-IAM5[Resource::${resource}]`, reason]);
}
