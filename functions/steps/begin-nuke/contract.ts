import {
  brokerEnvironment,
  fencesEnvironment,
  ledgerEnvironment,
  nothing,
  teardownInput,
} from "../../shared/schemas.ts";

export const input = teardownInput;
export const output = nothing;
export const environment = ledgerEnvironment
  .extend(brokerEnvironment.shape)
  .extend(fencesEnvironment.shape);
