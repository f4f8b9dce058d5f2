import {
  brokerEnvironment,
  childEnvironment,
  creationInput,
  ledgerEnvironment,
  namingEnvironment,
  nothing,
  slotsEnvironment,
} from "../../shared/schemas.ts";

export const input = creationInput;
export const output = nothing;
export const environment = ledgerEnvironment
  .extend(brokerEnvironment.shape)
  .extend(childEnvironment.shape)
  .extend(namingEnvironment.shape)
  .extend(slotsEnvironment.shape);
