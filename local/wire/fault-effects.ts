import { AwsError } from "../kernel/aws-error.ts";
import type { Service } from "../kernel/service.ts";
import type { Fault } from "./faults.ts";
import { modelOf } from "./schema/model.ts";

/** The call got no answer: its connection was reset, or hangs until the caller gives up. */
export class NoAnswer extends Error {
  readonly how: "reset" | "hang";

  constructor(how: "reset" | "hang") {
    super(`A fault was injected: ${how}.`);
    this.how = how;
  }
}

/** The first of these errors that the service's model has. */
const firstModelled = ({ sdk }: Service, names: readonly string[]) =>
  names.find((name) => modelOf(sdk).errors.has(name));

function throttled(service: Service): AwsError {
  if (service.protocol === "restXml") {
    return new AwsError("SlowDown", "Please reduce your request rate.", 503);
  }
  if (service.protocol === "ec2Query") {
    return new AwsError("RequestLimitExceeded", "Request limit exceeded.", 503);
  }
  if (service.protocol === "awsQuery") return new AwsError("Throttling", "Rate exceeded");
  const names = ["ThrottlingException", "TooManyRequestsException"];
  const name = firstModelled(service, names) ?? "ThrottlingException";
  const status = modelOf(service.sdk).errors.get(name)?.traits.httpError ?? 400;
  return new AwsError(name, "Rate exceeded", status);
}

function broken(service: Service): AwsError {
  const names = ["InternalServerError", "InternalServerException", "ServiceException"];
  const isXml = service.protocol === "restXml" || service.protocol === "ec2Query";
  const name = firstModelled(service, names) ?? (isXml ? "InternalError" : "InternalFailure");
  const message = "The request processing has failed because of an unknown error.";
  return new AwsError(name, message, 500);
}

/** Throws what happens to a call before it can take effect. */
export function failBefore(fault: Fault | undefined, service: Service): void {
  if (fault === "throttle") throw throttled(service);
  if (fault === "serverError") throw broken(service);
  if (fault === "reset") throw new NoAnswer("reset");
  if (fault === "timeoutBefore") throw new NoAnswer("hang");
}

/** Throws what happens to the answer of a call that took effect. */
export function failAfter(fault: Fault | undefined): void {
  if (fault === "lostAnswer") throw new NoAnswer("reset");
  if (fault === "timeoutAfter") throw new NoAnswer("hang");
}
