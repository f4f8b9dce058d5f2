import * as z from "zod";
import { claimEnvironment, leaseInput, ledgerEnvironment } from "../../shared/schemas.ts";

export const input = leaseInput;
/** Whether the account comes from the pool, is to be created (at its turn), or is waited for. */
export const output = z.discriminatedUnion("next", [
  z.strictObject({ next: z.literal("prepare") }),
  z.strictObject({ next: z.literal("create"), at: z.iso.datetime() }),
  z.strictObject({ next: z.literal("wait") }),
]);
export const environment = ledgerEnvironment.extend(claimEnvironment.shape);
