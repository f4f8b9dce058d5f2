import type { Outcome } from "../runtime/environment.ts";
import type { MappingRecord } from "./mappings.ts";
import type { StreamRecord } from "./source.ts";

/**
 * How many records of a batch, from its beginning, are done after an invocation: all of them, none, or
 * those before the first that the function reports as failed (Lambda DG, services-ddb-batchfailurereporting).
 */
export function doneOf(
  { reportsFailures }: MappingRecord,
  batch: readonly StreamRecord[],
  outcome: Outcome,
): number {
  if ("failure" in outcome) return 0;
  if (!reportsFailures) return batch.length;
  const failed = failedIdentifiers(outcome.payload);
  if (failed === undefined) return 0;
  const places = failed.map((id) => batch.findIndex((each) => each.sequenceNumber === id));
  // An identifier that is none of the batch's fails the whole batch.
  return Math.max(0, Math.min(batch.length, ...places));
}

/** Undefined when the answer cannot be understood, which counts as a failure of the whole batch. */
function failedIdentifiers(payload: string): readonly unknown[] | undefined {
  const answer = JSON.parse(payload) as {
    batchItemFailures?: readonly { itemIdentifier?: unknown }[] | null;
  } | null;
  const failures = answer?.batchItemFailures ?? [];
  if (!Array.isArray(failures)) return undefined;
  return failures.map((each: { itemIdentifier?: unknown } | null) => each?.itemIdentifier);
}
