import type { Ids } from "../../ports/ids.ts";
import type { Codes, Ledger, LedgerViews, Tries } from "../../ports/ledger.ts";
import type { EntryPorts } from "../api/ports.ts";

/** What redeeming codes, and the leases that they became, ask of the world. */
export interface DoorPorts extends EntryPorts {
  readonly ledger: Ledger & Codes;
  readonly views: Pick<LedgerViews, "eventsOf">;
  readonly tries: Tries;
  readonly ids: Pick<Ids, "leaseId">;
  /** Of the accounts that holders are let into. */
  readonly partition: string;
}
