import {
  childEnvironment,
  ledgerEnvironment,
  namingEnvironment,
  nothing,
  teardownInput,
} from "../../shared/schemas.ts";

export const input = teardownInput;
export const output = nothing;
export const environment = ledgerEnvironment
  .extend(childEnvironment.shape)
  .extend(namingEnvironment.shape);
