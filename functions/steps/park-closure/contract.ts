import * as z from "zod";
import { accountKey, ledgerEnvironment, nothing } from "../../shared/schemas.ts";

export const input = z.object({
  accountKey,
  attempt: z.int().positive(),
  failure: z.object({ Error: z.string(), Cause: z.string().default("") }),
});
export const output = nothing;
export const environment = ledgerEnvironment;
