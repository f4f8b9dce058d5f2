import * as z from "zod";
import type { Principal } from "../../../domain/ids.ts";
import type { Instant } from "../../../domain/time.ts";
import type { OwnAnswer } from "../../../ports/own-api.ts";

const instant = z.string().transform((text) => text as Instant);
const principal = z.string().transform((text) => text as Principal);

/** What of a lease, as the API shows it, is told in Slack. */
export const leaseAnswer = z.object({
  id: z.string(),
  owner: principal,
  template: z.string(),
  purpose: z.string(),
  status: z.enum([
    ...(["requested", "vending", "active", "ending"] as const),
    ...(["ended", "denied", "cancelled", "failed"] as const),
  ]),
  duration: z.string().optional(),
  endsAt: instant.optional(),
  budget: z.number(),
  /** Absent until AWS has told a cost; `until` is the last day of which it has. */
  spend: z.object({ amount: z.number(), until: z.string().optional() }).optional(),
  frozenAt: instant.optional(),
  frozenForEnd: z.literal(true).optional(),
  accountId: z.string().optional(),
  activatedAt: instant.optional(),
  expiresAt: instant.optional(),
  endedAt: instant.optional(),
  deniedBy: z.string().optional(),
  reason: z.string().optional(),
  cause: z.object({ message: z.string() }).optional(),
  endRequestedBy: z.string().optional(),
  queue: z.object({ message: z.string() }).optional(),
  access: z
    .object({ switchRoleUrl: z.string(), profile: z.object({ text: z.string() }) })
    .optional(),
});

export type LeaseAnswer = z.output<typeof leaseAnswer>;

const problem = z.object({ detail: z.string() });

/** What the API says of a request that it did not take, in its own words. */
export const saidNo = ({ status, body }: OwnAnswer): string | undefined =>
  status < 400
    ? undefined
    : (problem.safeParse(body).data?.detail ?? `The API answered ${status}.`);

export const leaseIn = ({ body }: OwnAnswer): LeaseAnswer => leaseAnswer.parse(body);

export const leasesIn = ({ body }: OwnAnswer): readonly LeaseAnswer[] =>
  z.object({ items: z.array(leaseAnswer) }).parse(body).items;
