import {
  childEnvironment,
  leaseInput,
  ledgerEnvironment,
  namingEnvironment,
  nothing,
} from "../../shared/schemas.ts";

export const input = leaseInput;
export const output = nothing;
export const environment = ledgerEnvironment
  .extend(childEnvironment.shape)
  .extend(namingEnvironment.shape);
