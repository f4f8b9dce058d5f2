import * as z from "zod";
import { accountStatus, instant, ofAccount, whole, words } from "./facts.ts";

const is = (...statuses: readonly z.output<typeof accountStatus>[]) => z.enum(statuses);

const attempt = z.strictObject({ attempt: whole });
const turn = z.strictObject({ turnAt: instant });

/** What differs from the baseline of a leased account. */
const drift = {
  to: is("leased"),
  why: words.describe("What differs, or differed"),
  details: z.strictObject({ differences: whole }),
};

/** What happens to accounts. */
export const accountEvents = {
  AccountClaimed: ofAccount("AccountClaimed", {
    from: is("available").optional(),
    to: is("preparing", "creating"),
  }),
  AccountCreationSubmitted: ofAccount("AccountCreationSubmitted", { to: is("creating") }),
  AccountCreationAccepted: ofAccount("AccountCreationAccepted", {
    to: is("creating"),
    details: z.strictObject({ requestId: words }),
  }),
  AccountCreated: ofAccount("AccountCreated", { from: is("creating"), to: is("preparing") }),
  AccountLeased: ofAccount("AccountLeased", { from: is("preparing"), to: is("leased") }),
  AccountQuarantined: ofAccount("AccountQuarantined", {
    from: accountStatus,
    to: is("quarantined"),
    why: words,
    details: attempt,
  }),
  AccountNukeStarted: ofAccount("AccountNukeStarted", {
    from: is("quarantined", "attention", "nuking"),
    to: is("nuking"),
  }),
  AccountNuked: ofAccount("AccountNuked", {
    to: is("nuking"),
    details: z.strictObject({ report: words }),
  }),
  AccountClosing: ofAccount("AccountClosing", {
    from: is("nuking"),
    to: is("closing"),
    details: turn.optional(),
  }),
  AccountClosureParked: ofAccount("AccountClosureParked", {
    from: is("nuking").optional(),
    to: is("closing"),
    why: words,
    details: z.strictObject({ until: instant }),
  }),
  AccountClosureAdmitted: ofAccount("AccountClosureAdmitted", {
    from: is("closing"),
    to: is("closing"),
    details: z.strictObject({ turnAt: instant, attempt: whole }),
  }),
  AccountClosed: ofAccount("AccountClosed", {
    from: accountStatus,
    to: is("closed"),
    why: words.optional().describe("When somebody else closed it"),
  }),
  AccountReturned: ofAccount("AccountReturned", {
    from: is("nuking", "attention"),
    to: is("available"),
  }),
  AccountHeld: ofAccount("AccountHeld", {
    to: is("quarantined", "attention"),
    why: words.describe("What the administrator said"),
  }),
  AccountNeedsAttention: ofAccount("AccountNeedsAttention", {
    from: accountStatus,
    to: is("attention"),
    why: words,
  }),
  AccountRetried: ofAccount("AccountRetried", {
    from: is("attention", "quarantined"),
    to: accountStatus,
    details: attempt,
  }),
  AccountNeverCreated: ofAccount("AccountNeverCreated", {
    from: is("creating"),
    to: accountStatus,
    why: words,
  }),
  AccountLimitMet: ofAccount("AccountLimitMet", {
    why: words.describe("What AWS answered"),
    details: z.strictObject({ configured: whole, room: whole }),
  }),
  AccountFound: ofAccount("AccountFound", { to: is("attention", "closed"), why: words }),
  AccountAdopting: ofAccount("AccountAdopting", { to: is("attention") }),
  AccountAstray: ofAccount("AccountAstray", {
    to: accountStatus,
    why: words.describe("What to do"),
    details: z.strictObject({
      finding: z.enum(["moved", "renamed", "suspended", "closure-pending"]),
    }),
  }),
  AccountDrifted: ofAccount("AccountDrifted", drift),
  AccountRepaired: ofAccount("AccountRepaired", drift),
  AccountGone: ofAccount("AccountGone", {
    from: accountStatus,
    to: is("gone"),
    why: words.optional().describe("When somebody else took it away"),
  }),
  AccountStocking: ofAccount("AccountStocking", {
    to: is("creating"),
    details: z.strictObject({ attempt: whole, turnAt: instant }),
  }),
  AccountStocked: ofAccount("AccountStocked", { from: is("creating"), to: is("available") }),
} as const;
