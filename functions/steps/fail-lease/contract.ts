import * as z from "zod";
import { leaseId, ledgerEnvironment, nothing } from "../../shared/schemas.ts";

/** What a state machine says of an error that it caught. */
export const input = z.object({
  leaseId,
  failure: z.object({ Error: z.string(), Cause: z.string().default("") }),
});
export const output = nothing;
export const environment = ledgerEnvironment;
