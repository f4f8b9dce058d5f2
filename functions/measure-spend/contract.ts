import * as z from "zod";
import { brokerEnvironment, ledgerEnvironment } from "../shared/schemas.ts";

/** What the schedule sends: nothing that matters. */
export const input = z.object({});

export const environment = ledgerEnvironment.extend(brokerEnvironment.shape);
