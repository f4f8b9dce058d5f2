import * as z from "zod";
import {
  brokerEnvironment,
  claimEnvironment,
  ledgerEnvironment,
  nothing,
  teardownInput,
} from "../../shared/schemas.ts";

export const input = teardownInput;
export const output = nothing;
export const environment = ledgerEnvironment
  .extend(brokerEnvironment.shape)
  .extend(claimEnvironment.shape)
  .extend({ VENDING_UNIT_ID: z.string(), FROZEN_POLICY_ID: z.string().startsWith("p-") });
