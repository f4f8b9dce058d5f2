import { brokerEnvironment, leaseInput, ledgerEnvironment, nothing } from "../../shared/schemas.ts";

export const input = leaseInput;
export const output = nothing;
export const environment = ledgerEnvironment.extend(brokerEnvironment.shape);
