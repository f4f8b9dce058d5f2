import type { Unit } from "../constructs/site.ts";

/** Outputs of the organization stack, and parameters of the same names of the vending stack. */
export const UNIT_PARAMETERS = {
  vending: "UnitIdVending",
  active: "UnitIdActive",
  quarantine: "UnitIdQuarantine",
  closed: "UnitIdClosed",
} as const satisfies Record<Unit, string>;
