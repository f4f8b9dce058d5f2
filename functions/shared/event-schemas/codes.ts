import * as z from "zod";
import { instant, leaseStatus, ofCodeLease, ofCourse, whole, words } from "./facts.ts";

/** What happens to one-time codes. None of these events has a code in it, or a secret. */
export const codeEvents = {
  CodesMade: ofCourse("CodesMade", {
    details: z.strictObject({ template: words, endsAt: instant, codes: whole }),
  }),
  CodesWithdrawn: ofCourse("CodesWithdrawn", {
    details: z.strictObject({ codes: whole.describe("How many nobody had redeemed") }),
  }),
  CodeRedeemed: ofCodeLease("CodeRedeemed", { to: leaseStatus }),
} as const;
