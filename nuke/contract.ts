import * as z from "zod";
import {
  accountKey,
  fencesEnvironment,
  leaseId,
  ledgerEnvironment,
} from "../functions/shared/schemas.ts";

/** What the build project, and the state machine that starts a build, tell the program. */
export const environment = ledgerEnvironment.extend(fencesEnvironment.shape).extend({
  ACCOUNT_KEY: accountKey,
  LEASE_ID: leaseId,
  ATTEMPT: z.coerce.number().int().positive(),
  BROKER_ROLE_ARN: z.string().startsWith("arn:"),
  ACCESS_ROLE_NAME: z.string(),
  REPORTS_BUCKET: z.string(),
  ENGINE_LOCATION: z.string(),
  ENGINE_SHA256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Separated by commas. */
  ORGANIZATION_TRAILS: z.string().transform((text) => (text === "" ? [] : text.split(","))),
  PASSES: z.coerce.number().int().min(1).max(20),
});
