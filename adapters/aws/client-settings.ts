/**
 * How every client of ours talks to AWS: three attempts, and no attempt that hangs. Without
 * `throwOnRequestTimeout` the SDK only logs a request that outlives its timeout.
 */
export const CLIENT_SETTINGS = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 3_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
} as const;

/** Organizations, IAM and Budgets answer there, whatever the Region of the caller (facts 1.1). */
export const GLOBAL_REGION = "us-east-1";
