import type { ServicePrincipal } from "../../kernel/principal.ts";
import type { Authorization } from "../../kernel/service.ts";
import type { LambdaDependencies } from "./dependencies.ts";
import { invalidParameter } from "./errors.ts";
import type { FunctionRecord } from "./functions.ts";

/** Lambda, as the trust policy of an execution role names it. */
function lambdaFor({ account, arn }: FunctionRecord): ServicePrincipal {
  const service = "lambda.amazonaws.com";
  const name = { service, arn: service, userId: service };
  return { kind: "service", ...name, account, sourceArn: arn, sourceAccount: account };
}

/** Whether the role of a function may do all this. Throws what {@link roleSession} throws. */
export function roleMay(
  dependencies: Pick<LambdaDependencies, "identity" | "authorize">,
  record: FunctionRecord,
  wanted: readonly Authorization[],
): boolean {
  const { principal } = roleSession(dependencies, record);
  try {
    for (const each of wanted) dependencies.authorize(principal, record.region, each);
    return true;
  } catch {
    return false;
  }
}

/**
 * Enters a function's role. Errors: InvalidParameterValueException when its trust policy does not let
 * Lambda in.
 */
export function roleSession(
  { identity }: Pick<LambdaDependencies, "identity">,
  record: FunctionRecord,
): ReturnType<LambdaDependencies["identity"]["assumeAsService"]> {
  try {
    return identity.assumeAsService(record.role, lambdaFor(record), record.name.slice(0, 64));
  } catch (error) {
    throw invalidParameter(
      `The role defined for the function cannot be assumed by Lambda. ${(error as Error).message}`,
    );
  }
}
