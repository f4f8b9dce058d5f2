import * as z from "zod";
import { ledgerEnvironment } from "../shared/schemas.ts";

/** "Step Functions Execution Status Change" of an execution of ours that did not succeed. */
export const input = z.object({
  detail: z.object({
    executionArn: z.string(),
    status: z.string(),
    /** JSON text; absent when it is too long, which ours never is. */
    input: z.string(),
    error: z.string().nullish(),
    cause: z.string().nullish(),
  }),
});

export const environment = ledgerEnvironment;
