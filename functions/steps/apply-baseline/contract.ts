import * as z from "zod";
import {
  childEnvironment,
  leaseInput,
  ledgerEnvironment,
  namingEnvironment,
} from "../../shared/schemas.ts";

export const input = leaseInput;
/** What had to be changed, for the log. */
export const output = z.strictObject({ changed: z.array(z.string()) });
export const environment = ledgerEnvironment
  .extend(childEnvironment.shape)
  .extend(namingEnvironment.shape);
