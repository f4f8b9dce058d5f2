import * as z from "zod";
import { ledgerEnvironment, poolEnvironment, teardownInput } from "../../shared/schemas.ts";

export const input = teardownInput;
/** What is to become of the clean account. */
export const output = z.strictObject({ disposition: z.enum(["close", "recycle"]) });
export const environment = ledgerEnvironment
  .extend(poolEnvironment.shape)
  .extend({ REPORTS_BUCKET: z.string() });
