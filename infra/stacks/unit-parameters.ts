import type { Unit } from "../constructs/site.ts";

/** Output of the organization stack, and parameter of the vending stack: the id of a guard rail. */
export const FROZEN_POLICY = "PolicyIdFrozen";

/** Outputs of the organization stack, and parameters of the same names of the vending stack. */
export const UNIT_PARAMETERS = {
  vending: "UnitIdVending",
  active: "UnitIdActive",
  quarantine: "UnitIdQuarantine",
  closed: "UnitIdClosed",
} as const satisfies Record<Unit, string>;
