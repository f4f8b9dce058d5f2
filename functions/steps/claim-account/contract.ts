import * as z from "zod";
import { leaseInput, ledgerEnvironment, namingEnvironment } from "../../shared/schemas.ts";

export const input = leaseInput;
/** Whether the account is yet to be created, or comes from the pool. */
export const output = z.strictObject({ isNew: z.boolean() });
export const environment = ledgerEnvironment
  .extend(namingEnvironment.shape)
  .extend({ EMAIL_PATTERN: z.string().includes("{key}") });
