import * as z from "zod";
import {
  brokerEnvironment,
  childEnvironment,
  ledgerEnvironment,
  namingEnvironment,
} from "../shared/schemas.ts";

/** What the schedule sends: nothing that matters. */
export const input = z.object({});

export const environment = ledgerEnvironment
  .extend(brokerEnvironment.shape)
  .extend(childEnvironment.shape)
  .extend(namingEnvironment.shape)
  .extend({
    EMAIL_PATTERN: z.string().includes("{key}"),
    VENDING_UNIT_ID: z.string(),
    ACTIVE_UNIT_ID: z.string(),
  });
