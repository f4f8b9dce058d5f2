import * as z from "zod";
import type { AccountId } from "../../domain/ids.ts";
import * as api from "../api/contract.ts";
import { brokerEnvironment, childEnvironment, fencesEnvironment } from "../shared/schemas.ts";

export { input } from "../api/contract.ts";

export const environment = api.environment
  .pick({ LEDGER_TABLE: true, ADMINISTRATORS: true, AUDITORS: true, IDENTITY_PROVIDER: true })
  .extend(brokerEnvironment.shape)
  .extend(childEnvironment.shape)
  .extend(fencesEnvironment.omit({ QUARANTINE_UNIT_ID: true }).shape)
  .extend({ ROOT_ID: z.string() });

/** Body of `POST /v1/accounts`. */
export const adoption = z.strictObject({
  accountId: z
    .string({ error: "is missing: give the number of the account" })
    .regex(/^\d{12}$/, "is not the number of an AWS account: 12 digits")
    .transform((text) => text as AccountId),
  name: z
    .string({
      error: "is missing: give the account's name in Organizations, because all in it is deleted",
    })
    .max(50, "is longer than 50 characters"),
});
