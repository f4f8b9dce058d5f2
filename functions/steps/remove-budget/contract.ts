import {
  brokerEnvironment,
  ledgerEnvironment,
  namingEnvironment,
  nothing,
  teardownInput,
} from "../../shared/schemas.ts";

export const input = teardownInput;
export const output = nothing;
export const environment = ledgerEnvironment
  .extend(brokerEnvironment.shape)
  .extend(namingEnvironment.shape);
