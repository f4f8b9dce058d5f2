import * as z from "zod";
import {
  accountId,
  brokerEnvironment,
  childEnvironment,
  fencesEnvironment,
  ledgerEnvironment,
} from "../shared/schemas.ts";

export { input } from "../api/contract.ts";

/** Lists of ARNs come as JSON. */
const patterns = z
  .string()
  .transform((text) => JSON.parse(text) as unknown)
  .pipe(z.array(z.string().startsWith("arn:")));

export const environment = ledgerEnvironment
  .extend(brokerEnvironment.shape)
  .extend(childEnvironment.shape)
  .extend(fencesEnvironment.omit({ QUARANTINE_UNIT_ID: true }).shape)
  .extend({ ADMINISTRATORS: patterns, ROOT_ID: z.string() });

/** Body of `POST /v1/accounts`. */
export const adoption = z.strictObject({
  accountId,
  name: z
    .string({
      error: "is missing: give the account's name in Organizations, because all in it is deleted",
    })
    .max(50, "is longer than 50 characters"),
});
