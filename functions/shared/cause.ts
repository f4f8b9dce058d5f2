import * as z from "zod";
import type { Cause } from "../../domain/lease/lease.ts";

/** What the Lambda integration writes into the cause of a function's error. */
const lambdaCause = z.object({ errorMessage: z.string() });

// A cause can hold a whole build; what people read, and the ledger keeps, is its beginning.
const LONGEST_MESSAGE = 1_000;

/** Reads what a state machine caught: for a function's error the message alone, without the stack trace. */
export function causeOf(failure: { readonly Error: string; readonly Cause: string }): Cause {
  const message = (errorMessage(failure.Cause) ?? failure.Cause).slice(0, LONGEST_MESSAGE);
  return { error: failure.Error, message };
}

function errorMessage(cause: string): string | undefined {
  try {
    return lambdaCause.safeParse(JSON.parse(cause)).data?.errorMessage;
  } catch {
    return undefined;
  }
}
