import * as z from "zod";
import type { EventType } from "../../../domain/events.ts";

/** What the schemas of events are made from. They become JSON Schema, so nothing in them is code. */

export const instant = z.iso.datetime({ precision: 3 }).describe("A moment in UTC");
export const whole = z.int().nonnegative();
export const words = z.string().min(1);

export const leaseStatus = z.enum([
  ...(["requested", "vending", "active", "ending"] as const),
  ...(["ended", "denied", "cancelled", "failed"] as const),
]);

export const accountStatus = z.enum([
  ...(["creating", "preparing", "available", "leased", "quarantined"] as const),
  ...(["nuking", "closing", "closed", "gone", "attention"] as const),
]);

const leaseId = z.string().regex(/^l-[a-z0-9]{16}$/);
const accountKey = z.string().regex(/^[a-z0-9]{10}$/);
const accountId = z.string().regex(/^\d{12}$/);

/** What every event has. */
const common = <T extends EventType>(type: T) => ({
  id: words.describe("The same however often the event is sent: by it a repetition is recognised"),
  version: z.literal(1).describe("Of this schema; members may be added within a version"),
  type: z.literal(type),
  at: instant,
  by: words.describe(
    "Who did it: an ARN, a person of the identity provider, the holder of a code, or mayfly itself",
  ),
});

/** What one event has beside what all have; each may be left out. */
export interface Facts {
  readonly from?: z.ZodType;
  readonly to?: z.ZodType;
  readonly why?: z.ZodType;
  readonly details?: z.ZodType;
}

/** An event about a lease: with its owner, and with its account as soon as it has one. */
export const ofLease = <T extends EventType>(type: T, facts: Facts) =>
  z.strictObject({
    ...common(type),
    leaseId,
    owner: words.describe("Whose lease it is"),
    accountKey: accountKey.optional(),
    accountId: accountId.optional(),
    ...facts,
  });

const course = words.describe("The event or course that the codes are for");

/** An event about the codes of a course. */
export const ofCourse = <T extends EventType>(type: T, facts: Facts) =>
  z.strictObject({ ...common(type), course, ...facts });

/** An event about a lease that a code became. */
export const ofCodeLease = <T extends EventType>(type: T, facts: Facts) =>
  ofLease(type, facts).extend({ course });

/** An event about an account: with the lease that it serves, if it serves one. */
export const ofAccount = <T extends EventType>(type: T, facts: Facts) =>
  z.strictObject({
    ...common(type),
    leaseId: leaseId.optional(),
    accountKey,
    accountId: accountId.optional(),
    ...facts,
  });
