import * as z from "zod";
import { ACCOUNT_STATUSES, STATUSES } from "./contract.ts";

/** What the API answers, for those who call it. Members may be added, so that others are let through. */

const instant = z.string().meta({ format: "date-time" });
const dollars = z.number();
const cause = z.looseObject({ error: z.string(), message: z.string() });

/** A place in the queue for accounts, and what it means; nobody may be able to say when. */
export const place = z.looseObject({
  position: z.number(),
  estimatedAt: instant.nullable(),
  message: z.string(),
});

/** How the owner of an active lease gets in; nothing of it is secret. */
export const access = z.looseObject({
  roleArn: z.string(),
  switchRoleUrl: z.string(),
  profile: z.looseObject({ name: z.string(), text: z.string() }),
  portalUrl: z.string().optional(),
});

/** Who gets in where, as administrators see it. */
export const grants = z.looseObject({
  leaseId: z.string(),
  owner: z.string(),
  accountId: z.string(),
  until: instant,
  roleArn: z.string(),
  requiresMfa: z.boolean(),
  isHandedOut: z.boolean(),
  policyOfUser: z.string().optional(),
  identityCenter: z
    .looseObject({ type: z.enum(["USER", "GROUP"]), id: z.string(), permissionSetArn: z.string() })
    .optional(),
});

export const lease = z
  .looseObject({
    id: z.string(),
    status: z.enum(STATUSES),
    owner: z.string(),
    template: z.string(),
    purpose: z.string(),
    budget: dollars,
    requestedAt: instant,
    duration: z.string().optional(),
    endsAt: instant.optional(),
    accountId: z.string().optional(),
    activatedAt: instant.optional(),
    expiresAt: instant.optional(),
    frozenAt: instant.optional().meta({ description: "Since when nothing new can be spent" }),
    frozenForEnd: z
      .literal(true)
      .optional()
      .meta({ description: "Because its end is near: extending frees it" }),
    extensions: z.number().optional(),
    reason: z.string().optional(),
    cause: cause.optional(),
    access: access.optional(),
    reused: z
      .looseObject({ leases: z.number(), returnedAt: instant, note: z.string() })
      .optional()
      .meta({ description: "Its account served so many leases before" }),
    queue: place.optional(),
  })
  .meta({ id: "Lease" });

export const event = z
  .looseObject({
    type: z.string(),
    at: instant,
    by: z.string(),
    leaseId: z.string().optional(),
    owner: z.string().optional(),
    accountKey: z.string().optional(),
    accountId: z.string().optional(),
    from: z.string().optional(),
    to: z.string().optional(),
    why: z.string().optional(),
    details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  })
  .meta({ id: "Event" });

export const template = z
  .looseObject({
    name: z.string(),
    description: z.string(),
    duration: z.looseObject({ default: z.string(), longest: z.string() }),
    budget: z.looseObject({ default: dollars, limit: dollars }),
    extensions: z.number(),
    approval: z.string(),
    leasesAtOnce: z.number(),
    disposition: z.string(),
  })
  .meta({ id: "LeaseTemplate" });

export const account = z
  .looseObject({
    key: z.string(),
    status: z.enum(ACCOUNT_STATUSES),
    name: z.string(),
    email: z.string(),
    recordedAt: instant,
    accountId: z.string().optional(),
    leaseId: z.string().optional(),
    cause: cause.optional(),
    attentionSince: instant.optional(),
    quarantinedAt: instant.optional(),
    owner: z.string().optional(),
    hold: z
      .looseObject({ by: z.string(), why: z.string(), since: instant })
      .optional()
      .describe("An administrator keeps it in quarantine"),
    leaseOver: z.string().optional().describe("Why the lease that it served last is over"),
    dueAt: instant.optional(),
  })
  .meta({ id: "Account" });

const inProgress = z.looseObject({ inProgress: z.number(), atOnce: z.number() });

/** What is behind the capacity is there for administrators only. */
export const capacity = z.looseObject({
  queue: z.looseObject({ length: z.number(), next: place }),
  mine: z.array(place.extend({ leaseId: z.string() })),
  pool: z.looseObject({ ready: z.number() }),
  slots: z.looseObject({ ours: z.number(), taken: z.number(), left: z.number() }).optional(),
  creations: inProgress.optional(),
  closures: inProgress
    .extend({ quota: z.number(), left: z.number(), waiting: z.number() })
    .optional(),
  accountsInAttention: z.number().optional(),
});

/** The document that a `credential_process` of the AWS configuration file writes. */
export const credentials = z.looseObject({
  Version: z.literal(1),
  AccessKeyId: z.string(),
  SecretAccessKey: z.string(),
  SessionToken: z.string(),
  Expiration: instant,
  AccountId: z.string(),
});

export const consoleLink = z.looseObject({
  url: z.string(),
  linkExpiresAt: instant,
  sessionExpiresAt: instant,
});

/** What a report says of a time: a line for each lease, or for each owner or template. */
export const report = z.looseObject({
  ...{ from: instant, to: instant },
  items: z.array(z.looseObject({})),
  next: z.string().optional(),
});

/** What one nuke of an account did, and what its last look found. */
export const nukeReport = z
  .looseObject({
    accountKey: z.string(),
    accountId: z.string(),
    leaseId: z.string(),
    attempt: z.number(),
    startedAt: instant,
    finishedAt: instant,
    passes: z.number(),
    counts: z.array(
      z.looseObject({
        ...{ region: z.string(), type: z.string() },
        ...{ removed: z.number(), failed: z.number(), filtered: z.number() },
      }),
    ),
    remaining: z.array(z.string()),
    reasons: z.record(z.string(), z.string()),
    problems: z.array(z.string()),
  })
  .meta({ id: "NukeReport" });

/** Everything that was done about a lease, as of a moment. */
export const audit = z.looseObject({
  asOf: instant,
  lease: z.looseObject({ id: z.string() }),
  events: z.array(event),
});

/** A course, and what has become of its codes; never the codes. */
export const course = z
  .looseObject({
    course: z.string(),
    template: z.string(),
    endsAt: instant,
    budget: dollars.optional(),
    madeBy: z.string(),
    madeAt: instant,
    unused: z.number(),
    redeemed: z.number(),
    expired: z.number(),
    withdrawn: z.number(),
  })
  .meta({ id: "Course" });

/** A lease as whoever redeemed its code sees it: they get in by what is handed out, and by nothing else. */
export const redeemedLease = lease
  .extend({ access: z.looseObject({ roleArn: z.string() }).optional() })
  .meta({ id: "RedeemedLease" });

/** The one answer that shows codes: nobody can ask for them again. */
export const madeCodes = z.looseObject({ course, codes: z.array(z.string()) });

/** A course whose codes were withdrawn, and how many leases were ended with them. */
export const withdrawnCodes = z.looseObject({ course, leasesEnded: z.number() });

/** A problem document (RFC 9457). */
export const problem = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.number(),
    detail: z.string(),
    errors: z.array(z.looseObject({ field: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: "Problem" });

/** One page of a list; `next` is the `cursor` of the request for the page after it, and absent on the last. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.looseObject({ items: z.array(item), next: z.string().optional() });
