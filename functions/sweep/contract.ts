import * as z from "zod";
import { brokerEnvironment, claimEnvironment, ledgerEnvironment } from "../shared/schemas.ts";

/** What the schedule sends: nothing that matters. */
export const input = z.object({});

export const output = z.strictObject({
  /** How many records were due, and how many of them could not be dealt with. */
  due: z.int(),
  failed: z.int(),
  inAttention: z.int(),
});

const arn = z.string().startsWith("arn:");

export const environment = ledgerEnvironment
  .extend(brokerEnvironment.shape)
  .extend(claimEnvironment.shape)
  .extend({ VEND_MACHINE_ARN: arn });
