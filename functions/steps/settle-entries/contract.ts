import * as z from "zod";
import {
  accountId,
  leaseInput,
  ledgerEnvironment,
  namingEnvironment,
  nothing,
  teardownInput,
} from "../../shared/schemas.ts";

/** A lease that is being vended, or an account whose lease has ended. */
export const input = z.union([teardownInput, leaseInput]);
export const output = nothing;
export const environment = ledgerEnvironment
  .extend(namingEnvironment.shape)
  .extend({ VENDING_ACCOUNT_ID: accountId });
