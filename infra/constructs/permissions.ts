import { Effect, PolicyStatement } from "aws-cdk-lib/aws-iam";

/** Why a permission has a wildcard and cannot be narrower. */
const REASONS = new WeakMap<PolicyStatement, string>();

/** Allows these actions on these resources, under these conditions. */
export const allow = (
  actions: readonly string[],
  resources: readonly string[],
  conditions?: Record<string, unknown>,
): PolicyStatement =>
  new PolicyStatement({
    effect: Effect.ALLOW,
    actions: [...actions],
    resources: [...resources],
    ...(conditions === undefined ? {} : { conditions }),
  });

/** A permission with a wildcard: cdk-nag refuses it unless somebody says why it cannot be narrower. */
export function wide(reason: string, statement: PolicyStatement): PolicyStatement {
  REASONS.set(statement, reason);
  return statement;
}

export const reasonOf = (statement: PolicyStatement): string | undefined => REASONS.get(statement);
