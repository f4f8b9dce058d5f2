import type { Clock } from "../../ports/clock.ts";
import type { Ledger } from "../../ports/ledger.ts";
import { actOnDueLease } from "../shared/due-lease.ts";
import type { LeaseInput } from "../shared/schemas.ts";

/** A lease's schedule has fired: warns its owner, or ends it. */
export const leaseDue =
  (ports: { readonly ledger: Ledger; readonly clock: Clock }) =>
  async ({ leaseId }: LeaseInput): Promise<Record<string, never>> => {
    await actOnDueLease(ports, leaseId);
    return {};
  };
