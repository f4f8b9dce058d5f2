import * as z from "zod";
import {
  accountKey,
  brokerEnvironment,
  claimEnvironment,
  ledgerEnvironment,
  nothing,
} from "../../shared/schemas.ts";

export const input = z.object({ accountKey });
export const output = nothing;
export const environment = ledgerEnvironment
  .extend(brokerEnvironment.shape)
  .extend(claimEnvironment.shape)
  .extend({ VENDING_UNIT_ID: z.string() });
