import type * as z from "zod";
import { InvalidInput } from "../../domain/failures.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Ledger } from "../../ports/ledger.ts";
import { leaseInput, teardownInput } from "../shared/schemas.ts";
import { failLease } from "../steps/fail-lease/step.ts";
import { requireAttention } from "../steps/require-attention/step.ts";
import type { input } from "./contract.ts";

/**
 * Picks up what an execution leaves behind that ended without its own failure path: timed out, stopped
 * by somebody, or failed in that very path. When the path did its work, nothing is left to do.
 */
export const recoverExecution =
  (ports: { readonly ledger: Ledger; readonly clock: Clock }) =>
  async ({ detail }: z.output<typeof input>): Promise<void> => {
    const failure = {
      Error: detail.error ?? `Execution.${detail.status}`,
      Cause: detail.cause ?? `Execution ${detail.executionArn} ended as ${detail.status}.`,
    };
    const subject: unknown = JSON.parse(detail.input);
    const vend = leaseInput.safeParse(subject).data;
    const teardown = teardownInput.safeParse(subject).data;
    // Both name a lease, but only a teardown names an account.
    if (teardown !== undefined) await requireAttention(ports)({ ...teardown, failure });
    else if (vend !== undefined) await failLease(ports)({ ...vend, failure });
    else
      throw new InvalidInput(`Execution ${detail.executionArn} has an input that is none of ours.`);
  };
