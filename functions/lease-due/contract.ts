import { leaseInput, ledgerEnvironment, nothing } from "../shared/schemas.ts";

/** What a lease's schedule sends. */
export const input = leaseInput;
export const output = nothing;
export const environment = ledgerEnvironment;
