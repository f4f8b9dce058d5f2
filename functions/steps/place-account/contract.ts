import * as z from "zod";
import { brokerEnvironment, leaseInput, ledgerEnvironment, nothing } from "../../shared/schemas.ts";

export const input = leaseInput;
export const output = nothing;
export const environment = ledgerEnvironment
  .extend(brokerEnvironment.shape)
  .extend({ ACTIVE_UNIT_ID: z.string() });
