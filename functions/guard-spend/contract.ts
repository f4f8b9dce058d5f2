import * as z from "zod";
import { busEvent } from "../shared/bus-event.ts";
import { brokerEnvironment, leaseId, ledgerEnvironment } from "../shared/schemas.ts";

/** What the schedule sends, so that all are looked at. */
const everything = z.strictObject({});

/** Otherwise an event of the bus after which an account may have to be frozen, or not any more. */
export const input = z.union([everything, busEvent.extend({ detail: z.object({ leaseId }) })]);

export const environment = ledgerEnvironment
  .extend(brokerEnvironment.shape)
  .extend({ FROZEN_POLICY_ID: z.string().startsWith("p-") });
