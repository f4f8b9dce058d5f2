import type { World } from "../kernel/service.ts";
import type { Happening } from "../kernel/trace.ts";
import { AccessRefused } from "./access-refused.ts";

type CallHappening = Extract<Happening, { kind: "call" }>;

/** What is known of a call so far; it grows while the call is looked at. */
export type Known = {
  -readonly [K in "service" | "operation" | "account" | "region" | "caller"]: CallHappening[K];
};

function failureOf(error: unknown): Pick<CallHappening, "error" | "message"> {
  if (!(error instanceof Error)) return { error: "Error", message: String(error) };
  const { name, message } = error;
  const denier = error instanceof AccessRefused ? error.deniedBy : undefined;
  return { error: name, message: denier === undefined ? message : `${message} (${denier})` };
}

/** Does the work of a call and tells the trace how it went. */
export async function told<T>(
  { clock, trace }: World,
  known: Known,
  work: () => Promise<T>,
): Promise<T> {
  const at = clock.now();
  const tell = (failure: Pick<CallHappening, "error" | "message"> = {}) =>
    trace.tell({ kind: "call", at, durationMs: clock.now() - at, ...known, ...failure });
  try {
    const result = await work();
    tell();
    return result;
  } catch (error) {
    tell(failureOf(error));
    throw error;
  }
}
