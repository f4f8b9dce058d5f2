import * as z from "zod";
import { busEvent } from "../shared/bus-event.ts";
import { leaseId, ledgerEnvironment } from "../shared/schemas.ts";

/** An event of the bus after which a lease's next due moment may be another one. */
export const input = busEvent.extend({ detail: z.object({ leaseId }) });

const arn = z.string().startsWith("arn:");

export const environment = ledgerEnvironment.extend({
  SCHEDULE_GROUP: z.string(),
  DUE_FUNCTION_ARN: arn,
  SCHEDULE_ROLE_ARN: arn,
  DEAD_LETTER_ARN: arn,
});
