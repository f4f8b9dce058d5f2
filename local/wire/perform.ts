import { NotEmulated } from "../kernel/aws-error.ts";
import type { Call, Operation, Service, World } from "../kernel/service.ts";
import { accessRefused } from "./access-refused.ts";
import { decideFor } from "./authorize.ts";
import type { Cloud } from "./cloud.ts";
import type { Errand } from "./errand.ts";
import { failAfter, failBefore } from "./fault-effects.ts";

/** The operation of a service. Throws NotEmulated for one that AWS has and the local cloud does not. */
export function operationOf({ operations, signingName }: Service, name: string): Operation {
  const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
  if (!operation) throw new NotEmulated(`the operation ${signingName}:${name}`);
  return operation;
}

function callFor(world: World, { service, operation, origin, dispatch }: Errand): Call {
  const { principal, region, requestId, userAgent } = origin;
  return {
    world,
    account: principal.account,
    region,
    principal,
    requestId,
    sourceIp: origin.sourceIp ?? `${service.signingName}.amazonaws.com`,
    userAgent,
    sleep: (milliseconds) => world.clock.sleep(milliseconds, `${service.signingName}:${operation}`),
    dispatch,
  };
}

function authorize(cloud: Cloud, errand: Errand, call: Call): void {
  const operation = operationOf(errand.service, errand.operation);
  for (const wanted of operation.authorize(errand.input as never, call)) {
    const decision = decideFor(cloud, errand.origin, wanted);
    if (!decision.allowed) throw accessRefused(errand.service, decision);
  }
}

/**
 * Does what a call asks, if nothing is planned to go wrong and policies allow it. The answer is in the
 * SDK's shape. Throws what the service throws, AccessRefused, and NoAnswer for calls that are to be lost.
 */
export async function perform(cloud: Cloud, errand: Errand): Promise<object> {
  const { service, operation, input, origin } = errand;
  const { account } = origin.principal;
  const call = callFor(cloud.world, errand);
  const fault = cloud.faults?.before({ service: service.signingName, operation, account });
  if (typeof fault === "object") await call.sleep(fault.slow);
  failBefore(fault, service);
  authorize(cloud, errand, call);
  const output = await operationOf(service, operation).run(input as never, call);
  failAfter(fault);
  return output ?? {};
}
