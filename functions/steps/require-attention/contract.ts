import * as z from "zod";
import { ledgerEnvironment, nothing, teardownInput } from "../../shared/schemas.ts";

export const input = teardownInput.extend({
  failure: z.object({ Error: z.string(), Cause: z.string().default("") }),
});
export const output = nothing;
export const environment = ledgerEnvironment;
