import type * as z from "zod";
import type * as answers from "../../functions/api/answers.ts";

type Event = z.output<typeof answers.event>;

/** What is under way, in words, and how long that usually takes. */
export interface Step {
  readonly what: string;
  /** Absent where nobody can say. */
  readonly usually?: string;
  /** Others come first: the place in the queue says more. */
  readonly isHeldUp?: true;
}

/**
 * What follows an event. The times are what AWS's documents and field reports say of creating accounts,
 * and what our own retries allow for.
 */
const AFTER: Readonly<Record<string, Step>> = {
  LeaseRequested: { what: "Waiting for an approver", isHeldUp: true },
  LeaseApproved: { what: "Looking for an account", usually: "some seconds" },
  LeaseVending: { what: "Looking for an account", usually: "some seconds" },
  LeaseQueued: { what: "Waiting in the queue", isHeldUp: true },
  LeaseAdmitted: { what: "Looking for an account", usually: "some seconds" },
  AccountClaimed: { what: "Making the account ready", usually: "a minute" },
  AccountCreationSubmitted: { what: "AWS creates the account", usually: "1 to 5 minutes" },
  AccountCreationAccepted: { what: "AWS creates the account", usually: "1 to 5 minutes" },
  AccountCreated: {
    what: "Waiting until AWS lets us in, then making it ready",
    usually: "2 to 5 minutes",
  },
  LeaseActivated: { what: "In use" },
  LeaseEnding: {
    what: "Cutting access, and moving the account to quarantine",
    usually: "a minute",
  },
  AccountQuarantined: { what: "Checking the rails", usually: "some seconds" },
};

/** The step that the latest telling event leads to, and since when. */
export function stepAt(
  events: readonly Event[],
): { readonly step: Step; readonly since: string } | undefined {
  const telling = events.findLast(({ type }) => type in AFTER);
  const step = telling && AFTER[telling.type];
  return telling && step && { step, since: telling.at };
}
