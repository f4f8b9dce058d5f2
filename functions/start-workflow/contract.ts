import * as z from "zod";
import { busEvent } from "../shared/bus-event.ts";

/** An event of ours that calls for a workflow, from the bus. */
export const input = busEvent;

export const environment = z.object({
  VEND_MACHINE_ARN: z.string().startsWith("arn:"),
  STOCK_MACHINE_ARN: z.string().startsWith("arn:"),
  TEARDOWN_MACHINE_ARN: z.string().startsWith("arn:"),
});
