import { NotEmulated } from "../kernel/aws-error.ts";
import type { Call, Operation, Service } from "../kernel/service.ts";
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

/** Lets a call wait, and says so: else a function that waits for it would keep time from passing. */
async function sleepIn(cloud: Cloud, { service, operation, origin }: Errand, milliseconds: number) {
  const { accessKeyId } = origin;
  if (accessKeyId !== undefined) cloud.onHang?.(accessKeyId);
  try {
    await cloud.world.clock.sleep(milliseconds, `${service.signingName}:${operation}`);
  } finally {
    if (accessKeyId !== undefined) cloud.onHangEnd?.(accessKeyId);
  }
}

function callFor(cloud: Cloud, errand: Errand): Call {
  const { world } = cloud;
  const { service, origin, dispatch } = errand;
  const { principal, region, requestId, userAgent } = origin;
  return {
    world,
    account: principal.account,
    region,
    principal,
    requestId,
    sourceIp: origin.sourceIp ?? `${service.signingName}.amazonaws.com`,
    userAgent,
    sleep: (milliseconds) => sleepIn(cloud, errand, milliseconds),
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
  const call = callFor(cloud, errand);
  const fault = cloud.faults?.before({ service: service.signingName, operation, account });
  if (typeof fault === "object") await call.sleep(fault.slow);
  failBefore(fault, service);
  authorize(cloud, errand, call);
  const output = await operationOf(service, operation).run(input as never, call);
  failAfter(fault);
  return output ?? {};
}
