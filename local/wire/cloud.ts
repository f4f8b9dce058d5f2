import type { Identity } from "../kernel/identity.ts";
import type { Service, World } from "../kernel/service.ts";
import type { FaultPlan } from "./faults.ts";

/** What the front door opens to. */
export interface Cloud {
  readonly world: World;
  readonly identity: Identity;
  /** A list or map of all services; it may be filled until the first call comes in. */
  readonly services: { values(): Iterable<Service> };
  /** What goes wrong on purpose; nothing when absent. */
  readonly faults?: FaultPlan;
  /** Whether an account has enabled a Region; every name of a Region will do when absent. */
  readonly isEnabled?: (account: string, region: string) => boolean;
}
