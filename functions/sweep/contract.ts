import * as z from "zod";
import {
  brokerEnvironment,
  claimEnvironment,
  ledgerEnvironment,
  poolEnvironment,
} from "../shared/schemas.ts";

/** What the schedule sends: nothing that matters. */
export const input = z.object({});

const arn = z.string().startsWith("arn:");

export const environment = ledgerEnvironment
  .extend(brokerEnvironment.shape)
  .extend(claimEnvironment.shape)
  .extend(poolEnvironment.shape)
  .extend({ VEND_MACHINE_ARN: arn });
