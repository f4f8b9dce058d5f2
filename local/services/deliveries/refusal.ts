/** Why a call failed, as a dead letter tells it. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  /** Whether another try may help. */
  readonly mayPass: boolean;
}

const THROTTLED =
  /^(?:Throttling|ThrottlingException|TooManyRequestsException|RequestLimitExceeded|SlowDown|KmsThrottled|ThrottledException)$/u;

interface Thrown {
  readonly name?: string;
  readonly message?: string;
  readonly status?: number;
  readonly $fault?: string;
}

/**
 * What a failed call says. Missing permissions and targets that are gone are never tried again
 * (EventBridge User Guide, "How EventBridge retries delivering events").
 */
export function refusalOf(thrown: unknown): Refusal {
  const { name = "Error", message = "", status, $fault } = thrown as Thrown;
  const isClients = $fault === "client" || (status !== undefined && status < 500);
  return { code: name, message, mayPass: !isClients || THROTTLED.test(name) };
}
