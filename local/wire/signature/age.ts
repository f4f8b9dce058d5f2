import type { SignedRequest } from "./signed-request.ts";

/** How far a signature's time may be off (General Reference, "Troubleshoot signed requests"). */
const TOLERANCE_MS = 5 * 60 * 1000;
/** Longest life of a presigned address, in seconds (S3 User Guide, presigned URLs). */
export const LONGEST_PRESIGNED_SECONDS = 7 * 24 * 60 * 60;

/** `20261124T120000Z` in milliseconds since the epoch. */
export function signedMoment({ signedAt }: SignedRequest): number {
  const iso = signedAt.replace(
    /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/,
    "$1-$2-$3T$4:$5:$6Z",
  );
  return Date.parse(iso);
}

const stamp = (moment: number) => new Date(moment).toISOString().replace(/[-:]|\.\d+/g, "");

function problemAt(signed: SignedRequest, now: number): string | undefined {
  const at = signedMoment(signed);
  if (at < now - TOLERANCE_MS) {
    return `Signature expired: ${signed.signedAt} is now earlier than ${stamp(now - TOLERANCE_MS)} (${stamp(now)} - 5 min.)`;
  }
  if (at > now + TOLERANCE_MS) {
    return `Signature not yet current: ${signed.signedAt} is still later than ${stamp(now + TOLERANCE_MS)} (${stamp(now)} + 5 min.)`;
  }
  return undefined;
}

/**
 * What is wrong with the time of a signature, in AWS's words.
 *
 * `clocks` are the moments that count as now: that of the cloud's own clock, which its functions sign
 * by, and the real one, which clients outside sign by (the AWS CLI, a browser). One of them must agree.
 */
export function skewOf(signed: SignedRequest, clocks: readonly number[]): string | undefined {
  const problems = clocks.map((now) => problemAt(signed, now));
  return problems.includes(undefined) ? undefined : problems[0];
}

/** Whether a presigned address has outlived its seconds by every clock. */
export function isExpired(signed: SignedRequest, clocks: readonly number[]): boolean {
  const at = signedMoment(signed);
  const end = at + (signed.expiresIn ?? 0) * 1000;
  return clocks.every((now) => now > end || at > now + TOLERANCE_MS);
}
