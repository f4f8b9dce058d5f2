import * as z from "zod";
import { busEvent } from "../shared/bus-event.ts";

/** LeaseVending, AccountQuarantined or AccountRetried, from the bus. */
export const input = busEvent;

export const environment = z.object({
  VEND_MACHINE_ARN: z.string().startsWith("arn:"),
  TEARDOWN_MACHINE_ARN: z.string().startsWith("arn:"),
});
