import {
  brokerEnvironment,
  claimEnvironment,
  leaseInput,
  ledgerEnvironment,
  nothing,
} from "../../shared/schemas.ts";

export const input = leaseInput;
export const output = nothing;
export const environment = ledgerEnvironment
  .extend(brokerEnvironment.shape)
  .extend(claimEnvironment.shape);
