import {
  arn,
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
  .extend(namingEnvironment.shape)
  .extend({ HAND_OUT_ROLE_ARN: arn, CODES_ROLE_ARN: arn });
