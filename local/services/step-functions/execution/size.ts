import { StateFailure } from "../asl/failure.ts";

/** Bytes of a payload: input, output, result (facts 3.1). */
export const LARGEST_PAYLOAD = 262_144;

/** Refuses a payload that is too large. Throws StateFailure States.DataLimitExceeded. */
export function checkSize(text: string, what: string): void {
  if (Buffer.byteLength(text) <= LARGEST_PAYLOAD) return;
  const cause = `The state/task '${what}' returned a result with a size exceeding the maximum number of bytes service limit.`;
  throw new StateFailure("States.DataLimitExceeded", cause);
}
