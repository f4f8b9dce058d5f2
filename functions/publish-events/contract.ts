import * as z from "zod";
import { ledgerRecords } from "../shared/schemas.ts";

/** A batch of the ledger's stream: only events that are to be published pass the filter of its mapping. */
export const input = ledgerRecords;

export const environment = z.object({ EVENT_BUS: z.string() });
