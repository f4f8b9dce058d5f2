import * as z from "zod";
import { ledgerEnvironment, teardownInput } from "../../shared/schemas.ts";

export const input = teardownInput;
/** Whether the account may be closed, and when at the earliest; without a moment it waits for its turn. */
export const output = z.strictObject({ hasTurn: z.boolean(), at: z.iso.datetime().optional() });
export const environment = ledgerEnvironment;
