import { StateFailure } from "../asl/failure.ts";

interface ServiceNames {
  /** How error names of the service begin, such as `Lambda`. */
  readonly prefix: string;
  /** The SDK of the service: errors that it models keep their names. */
  readonly sdk: object;
  /** What the service's other errors are called. */
  readonly general: string;
}

interface Thrown {
  readonly name?: string;
  readonly message?: string;
  readonly status?: number;
  readonly $fault?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

const answered = ({ status, $fault }: Thrown) => status !== undefined || $fault !== undefined;

/**
 * The failure of a task whose service refused the call. Step Functions names the errors that the
 * service models, puts all others under one name (`Lambda.AWSLambdaException`, with AccessDenied among
 * them), and calls what never was answered `SdkClientException`.
 */
export function serviceFailure(thrown: unknown, { prefix, sdk, general }: ServiceNames) {
  const error = thrown as Thrown;
  const { name = "Error", message = "" } = error;
  if (!answered(error)) return new StateFailure(`${prefix}.SdkClientException`, message);
  const shown = name in sdk ? name : general;
  const status = error.status ?? error.$metadata?.httpStatusCode ?? 400;
  const cause = `${message} (Service: ${general}; Status Code: ${status}; Error Code: ${name})`;
  return new StateFailure(`${prefix}.${shown}`, cause);
}
