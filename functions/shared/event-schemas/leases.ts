import * as z from "zod";
import { instant, type leaseStatus, ofLease, whole, words } from "./facts.ts";

/** Statuses as they stand in events: one, or one of some. */
const is = (...statuses: readonly z.output<typeof leaseStatus>[]) => z.enum(statuses);

/** An end as a person reads it, where somebody said in which time zone they are. */
const local = { timeZone: words.optional(), localEnd: words.optional() };

const handedOut = z.strictObject({
  sourceIp: words.describe("Where the request came from"),
  sessionName: words,
  seconds: whole,
  accessKeyId: words.describe("Names the session in CloudTrail; it is no secret"),
  expiresAt: instant,
});

/** A way in that Mayfly opens and shuts. */
const grant = {
  way: z.enum(["role", "policy", "identity-center"]),
  grantee: words.describe("Who may come in: a principal of AWS, a person, a user or group"),
  origin: words.describe("From where: an account, api, or an instance of IAM Identity Center"),
  target: words.describe("ARN of the role or of the permission set"),
};

const endReason = z.enum([
  ...(["expired", "ended-by-owner", "ended-by-administrator", "budget-used-up"] as const),
  "account-lost",
]);

/** What is told of a lease's spend. Billing data lags, so the amount is what was known at `measuredAt`. */
const spend = z.strictObject({
  amount: z.number().describe("Spent in the whole lease, in US dollars, as far as AWS had told"),
  budget: z.number().describe("Of the whole lease, in US dollars"),
  currency: z.literal("USD"),
  share: z.number().positive().describe("The share of the budget that is reached; 0.8 is 80 %"),
  forecast: z.number().describe("At the end of the lease, if it goes on as it did"),
  until: z.iso.date().describe("The last day of which AWS had told any cost"),
  measuredAt: instant,
});

/** What happens to leases. */
export const leaseEvents = {
  LeaseRequested: ofLease("LeaseRequested", {
    to: is("requested", "vending"),
    why: words.describe("What the account is for"),
  }),
  LeaseApproved: ofLease("LeaseApproved", {
    from: is("requested"),
    to: is("vending"),
    why: words.optional(),
  }),
  LeaseDenied: ofLease("LeaseDenied", { from: is("requested"), to: is("denied"), why: words }),
  LeaseCancelled: ofLease("LeaseCancelled", {
    from: is("requested", "vending"),
    to: is("cancelled"),
  }),
  LeaseAwaitsApproval: ofLease("LeaseAwaitsApproval", {
    to: is("requested"),
    details: z.strictObject({ waiting: z.number(), lapsesAt: instant, substitutes: z.boolean() }),
  }),
  LeaseLapsed: ofLease("LeaseLapsed", { from: is("requested"), to: is("cancelled"), why: words }),
  LeaseVending: ofLease("LeaseVending", { from: is("requested"), to: is("vending") }),
  LeaseQueued: ofLease("LeaseQueued", { to: is("vending"), why: words }),
  LeaseAdmitted: ofLease("LeaseAdmitted", {
    to: is("vending"),
    details: z.strictObject({ attempt: whole }),
  }),
  LeaseActivated: ofLease("LeaseActivated", {
    from: is("vending"),
    to: is("active"),
    details: z.strictObject({ expiresAt: instant, ...local }),
  }),
  LeaseExtended: ofLease("LeaseExtended", {
    to: is("active"),
    details: z.strictObject({ expiresAt: instant, before: instant, ...local }),
  }),
  LeaseAccessGranted: ofLease("LeaseAccessGranted", {
    to: is("vending"),
    details: z.strictObject({
      ...grant,
      seconds: z.number().optional().describe("As long as the lease, from when it is handed over"),
      until: instant.optional().describe("In place of seconds, where a moment was asked for"),
    }),
  }),
  LeaseAccessRevoked: ofLease("LeaseAccessRevoked", {
    to: is("vending", "active", "ending", "ended", "failed"),
    details: z.strictObject({
      ...grant,
      sessions: z
        .enum(["revoked", "until-quarantine", "none"])
        .describe("Ended with the role; refused in quarantine, which follows; none of its own"),
    }),
  }),
  LeaseCredentialsIssued: ofLease("LeaseCredentialsIssued", {
    to: is("active"),
    details: handedOut,
  }),
  LeaseConsoleOpened: ofLease("LeaseConsoleOpened", { to: is("active"), details: handedOut }),
  LeaseExpiring: ofLease("LeaseExpiring", {
    to: is("active"),
    details: z.strictObject({
      ...{ expiresAt: instant, ...local },
      secondsLeft: z.number().nonnegative(),
      warning: whole.describe("Which warning it is: seconds before the end"),
    }),
  }),
  LeaseSpendReached: ofLease("LeaseSpendReached", { to: is("active"), details: spend }),
  LeaseFrozen: ofLease("LeaseFrozen", { to: is("active"), why: words }),
  LeaseUnfrozen: ofLease("LeaseUnfrozen", { to: is("active"), why: words.optional() }),
  LeaseEnding: ofLease("LeaseEnding", {
    from: is("vending", "active"),
    to: is("ending"),
    why: words.describe("An end reason, or what became of the account when it was lost"),
  }),
  LeaseEnded: ofLease("LeaseEnded", { from: is("ending"), to: is("ended"), why: endReason }),
  LeaseFailed: ofLease("LeaseFailed", { from: is("vending"), to: is("failed"), why: words }),
} as const;
