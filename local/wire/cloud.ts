import type { AccessRequest, Decision } from "../authorization/access-request.ts";
import type { Identity, PoliciesOfPrincipal } from "../kernel/identity.ts";
import type { Service, World } from "../kernel/service.ts";
import type { FaultPlan } from "./faults.ts";

/** Told what was asked, the policies that bore on it, and how it was decided. */
export type DecisionWatcher = (
  request: AccessRequest,
  policies: PoliciesOfPrincipal,
  decision: Decision,
) => void;

/** What the front door opens to. */
export interface Cloud {
  readonly world: World;
  readonly identity: Identity;
  /** A list or map of all services; it may be filled until the first call comes in. */
  readonly services: { values(): Iterable<Service> };
  /** What goes wrong on purpose; nothing when absent. */
  readonly faults?: FaultPlan;
  /** Told every decision about a permission. */
  readonly decided?: DecisionWatcher;
  /** Whether an account has enabled a Region; every name of a Region will do when absent. */
  readonly isEnabled?: (account: string, region: string) => boolean;
  /** Told when whoever signed with this key waits for nothing but time: a call hangs, or is slow. */
  onHang?(accessKeyId: string): void;
  /** Told when the caller has given up, or the call goes on. */
  onHangEnd?(accessKeyId: string): void;
}
