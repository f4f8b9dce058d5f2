import {
  brokerEnvironment,
  childEnvironment,
  leaseInput,
  ledgerEnvironment,
  namingEnvironment,
  nothing,
} from "../../shared/schemas.ts";

export const input = leaseInput;
export const output = nothing;
export const environment = ledgerEnvironment
  .extend(brokerEnvironment.shape)
  .extend(childEnvironment.shape)
  .extend(namingEnvironment.shape);
