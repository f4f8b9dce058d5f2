import { AwsBusy } from "../../domain/failures.ts";

const THROTTLED = new Set([
  "TooManyRequestsException",
  "ThrottlingException",
  "Throttling",
  "RequestLimitExceeded",
  "ProvisionedThroughputExceededException",
  "TransactionInProgressException",
  "SlowDown",
]);

/** Somebody else is changing the organization; the SDK does not retry these by itself. */
const CONCURRENT = new Set([
  "ConcurrentModificationException",
  "ConcurrentModification",
  "FinalizingOrganizationException",
  "PolicyChangesInProgressException",
]);

const UNREACHABLE = new Set([
  "ECONNRESET",
  "ECONNREFUSED",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EAI_AGAIN",
]);

/** What an error of the SDK may carry; everything is optional because anything can be thrown. */
interface SdkError {
  readonly name?: string;
  readonly message?: string;
  readonly code?: string;
  readonly $fault?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** Whether AWS refused the call before doing anything. */
export const isThrottled = (error: unknown): boolean => {
  const { name = "" } = error as SdkError;
  return THROTTLED.has(name) || CONCURRENT.has(name);
};

/** Whether nobody knows if the call took effect: a fault of AWS, or an answer that never came. */
export const isDoubtful = (error: unknown): boolean => {
  const { name, code = "", $fault, $metadata } = error as SdkError;
  return (
    $fault === "server" ||
    ($metadata?.httpStatusCode ?? 0) >= 500 ||
    name === "TimeoutError" ||
    UNREACHABLE.has(code)
  );
};

/** Whether AWS answered that it will not: only then has a call surely had no effect. */
export const isRefused = (error: unknown): boolean => {
  const { $metadata } = error as SdkError;
  const status = $metadata?.httpStatusCode ?? 0;
  return status >= 400 && status < 500;
};

/** Whether AWS said that the caller may not. */
export const isDenied = (error: unknown): boolean =>
  ["AccessDenied", "AccessDeniedException", "UnauthorizedOperation"].includes(
    (error as SdkError).name ?? "",
  );

export const isNamed = (error: unknown, ...names: readonly string[]): boolean =>
  names.includes((error as SdkError).name ?? "");

/**
 * Waits for a call whose work may be done already, by an earlier attempt whose answer was lost: these errors
 * say that it is.
 */
export async function unlessDone(call: Promise<unknown>, ...names: readonly string[]) {
  await call.catch((error: unknown) => {
    if (!isNamed(error, ...names)) throw error;
  });
}

/** IAM's two names for what is not there. */
export const NOT_THERE = ["NoSuchEntity", "NoSuchEntityException"] as const;

/** IAM's two names for what is there already. */
export const THERE_ALREADY = ["EntityAlreadyExists", "EntityAlreadyExistsException"] as const;

/** Waits for a call of AWS; what may pass by itself becomes `AwsBusy`, everything else stays as it is. */
export async function translated<T>(what: string, call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (!isThrottled(error) && !isDoubtful(error)) throw error;
    const { name = "Error", message = "" } = error as SdkError;
    throw new AwsBusy(
      `${what}: ${name}: ${message}`,
      { operation: what, error: name },
      { cause: error },
    );
  }
}
