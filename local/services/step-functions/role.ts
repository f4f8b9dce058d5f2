import type { RoleSession, ServicePrincipal } from "../../kernel/principal.ts";
import type { World } from "../../kernel/service.ts";
import type { StepFunctionsDependencies } from "./dependencies.ts";
import type { ExecutionRecord } from "./execution/execution.ts";
import { siteOf } from "./places.ts";

/** Step Functions, as the trust policy of a machine's role names it. */
function stepFunctionsFor(machineArn: string): ServicePrincipal {
  const service = "states.amazonaws.com";
  const { account } = siteOf(machineArn);
  const name = { service, arn: service, userId: service };
  return { kind: "service", ...name, account, sourceArn: machineArn, sourceAccount: account };
}

const SESSION_NAME = { length: 32, alphabet: "abcdefghijklmnopqrstuvwxyz" };

/** Enters the role of a machine for one of its tasks. Throws AccessDenied. */
export function enterRole(
  { random }: Pick<World, "random">,
  { identity }: Pick<StepFunctionsDependencies, "identity">,
  { roleArn, execution }: { readonly roleArn: string; readonly execution: ExecutionRecord },
): RoleSession {
  const name = random.text(SESSION_NAME.length, SESSION_NAME.alphabet);
  return identity.assumeAsService(roleArn, stepFunctionsFor(execution.machineArn), name).principal;
}

/** Enters a role to see whether Step Functions may. Throws AccessDenied. */
export function checkRole(
  { identity }: Pick<StepFunctionsDependencies, "identity">,
  { roleArn, machineArn }: { readonly roleArn: string; readonly machineArn: string },
): RoleSession {
  return identity.assumeAsService(roleArn, stepFunctionsFor(machineArn), "check").principal;
}
