import * as z from "zod";
import { accountKey, leaseId } from "./schemas.ts";

/** What of a domain event on the bus its receivers read. */
export const busEvent = z.object({
  "detail-type": z.string(),
  detail: z.object({
    id: z.string(),
    type: z.string(),
    leaseId: leaseId.optional(),
    accountKey: accountKey.optional(),
    details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  }),
});

export type BusEvent = z.output<typeof busEvent>;
