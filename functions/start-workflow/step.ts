import { InvalidInput } from "../../domain/failures.ts";
import type { Instant } from "../../domain/time.ts";
import type { Workflows } from "../../ports/workflows.ts";
import type { BusEvent } from "../shared/bus-event.ts";

/** Starts the story that a domain event calls for. The same event twice starts it once. */
export const startWorkflow =
  ({ workflows }: { readonly workflows: Workflows }) =>
  async ({ detail }: BusEvent): Promise<void> => {
    const { type, leaseId, accountKey, details } = detail;
    const attempt = details["attempt"];
    if (type === "LeaseVending" && leaseId !== undefined)
      return await workflows.vend({ leaseId, attempt: 1 });
    if (type === "LeaseAdmitted" && leaseId !== undefined && typeof attempt === "number")
      return await workflows.vend({ leaseId, attempt });
    const turnAt = details["turnAt"];
    const isNumbered = accountKey !== undefined && typeof attempt === "number";
    if (type === "AccountStocking" && isNumbered && typeof turnAt === "string")
      return await workflows.stock({ accountKey, attempt, at: turnAt as Instant });
    if (leaseId !== undefined && accountKey !== undefined && typeof attempt === "number")
      return await workflows.tearDown({ accountKey, leaseId, attempt });
    throw new InvalidInput(`Event ${detail.id} of type ${type} starts no workflow.`);
  };
