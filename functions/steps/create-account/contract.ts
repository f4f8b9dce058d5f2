import {
  brokerEnvironment,
  childEnvironment,
  creationInput,
  ledgerEnvironment,
  namingEnvironment,
  nothing,
} from "../../shared/schemas.ts";

export const input = creationInput;
export const output = nothing;
export const environment = ledgerEnvironment
  .extend(brokerEnvironment.shape)
  .extend(childEnvironment.shape)
  .extend(namingEnvironment.shape);
