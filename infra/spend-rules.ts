import * as z from "zod";
import { USUAL_RULES } from "../domain/spend/rules.ts";

/** Shares beyond it would be told when far too much is spent. */
const LARGEST_SHARE = 10;

const share = z
  .number("is not a share of the budget such as 0.8, which is 80 %")
  .positive("is not more than 0")
  .max(LARGEST_SHARE, "is not a share of the budget such as 0.8, which is 80 %");

/** What happens as a lease's budget is used up, as one writes it in a template. */
export const spendRules = z.strictObject({
  alerts: z
    .array(share)
    .max(10)
    .refine((all) => new Set(all).size === all.length, "has a share twice")
    .default([...USUAL_RULES.alerts]),
  atLimit: z.enum(["tell", "freeze", "end"]).default(USUAL_RULES.atLimit),
});
