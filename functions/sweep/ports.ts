import type { Clock } from "../../ports/clock.ts";
import type { Ledger } from "../../ports/ledger.ts";
import type { Closure, CreationLookup } from "../../ports/organization.ts";
import type { Workflows } from "../../ports/workflows.ts";

/** What the sweep asks of the world. Teardowns are started by the events that it writes. */
export interface SweepPorts {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly workflows: Pick<Workflows, "vend">;
  readonly organization: CreationLookup & Pick<Closure, "hasLeft">;
}
