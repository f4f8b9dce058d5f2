import * as z from "zod";
import { ledgerEnvironment, teardownInput } from "../../shared/schemas.ts";

export const input = teardownInput;
/** Where the teardown goes on: from the beginning, or where it was parked. */
export const output = z.strictObject({ next: z.enum(["shut-off", "close"]) });
export const environment = ledgerEnvironment;
