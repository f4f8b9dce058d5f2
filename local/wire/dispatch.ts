import { AwsError, NotEmulated } from "../kernel/aws-error.ts";
import type { Principal } from "../kernel/principal.ts";
import type { Dispatch, Service } from "../kernel/service.ts";
import type { Cloud } from "./cloud.ts";
import type { Errand } from "./errand.ts";
import { NoAnswer } from "./fault-effects.ts";
import { perform } from "./perform.ts";
import { inputError } from "./protocols/input-error.ts";
import { problemOf } from "./schema/check.ts";
import { modelOf } from "./schema/model.ts";
import { told } from "./told.ts";

type Dispatched = Parameters<Dispatch>[0];

/**
 * The service of this signing name that knows the operation: some services share a name. One that is told
 * apart by a header is called over the wire only.
 */
function serviceFor({ services }: Cloud, { service, operation }: Dispatched): Service {
  const named = [...services.values()].filter(
    ({ signingName, header }) => signingName === service && header === undefined,
  );
  const knowing = named.find(({ sdk }) => modelOf(sdk).operations.has(operation)) ?? named[0];
  if (!knowing) throw new NotEmulated(`the service ${service}`);
  return knowing;
}

function checkInput({ sdk, protocol, signingName }: Service, { operation, input }: Dispatched) {
  const model = modelOf(sdk).operations.get(operation);
  if (!model) throw new NotEmulated(`the operation ${signingName}:${operation}`);
  const problem = problemOf(model.input, input);
  if (problem) throw inputError(problem, protocol);
}

/** Between services there is no connection that could break: a lost answer is a failed service. */
function withAnswer(error: unknown): unknown {
  if (!(error instanceof NoAnswer)) return error;
  return new AwsError("ServiceUnavailable", "The service did not answer.", 503);
}

/**
 * Calls services without the wire: checked, disturbed, authorized and traced like any other call.
 * `caller` is for whom the calling service works; calls in this very name are made on its behalf.
 */
export function dispatchFor(cloud: Cloud, caller?: Principal): Dispatch {
  return async (request) => {
    const { principal, operation, input } = request;
    const { world } = cloud;
    const service = serviceFor(cloud, request);
    const region = service.globalRegion ?? request.region;
    const known = {
      service: service.signingName,
      operation,
      account: principal.account,
      region,
      caller: principal.arn,
    };
    const errand: Errand = {
      service,
      operation,
      input,
      origin: {
        principal,
        region,
        requestId: world.random.uuid(),
        userAgent: "AWS Internal",
        viaService: principal === caller,
      },
      dispatch: dispatchFor(cloud, principal),
    };
    const work = async () => {
      checkInput(service, request);
      return await perform(cloud, errand);
    };
    return await world.clock
      .held(`${service.signingName}:${operation}`, () => told(world, known, work))
      .catch((error: unknown) => {
        throw withAnswer(error);
      });
  };
}
