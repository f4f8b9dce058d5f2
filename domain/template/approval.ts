import { formatDuration } from "../duration.ts";
import { DAY, type Seconds } from "../time.ts";

/**
 * Whether somebody else must approve before an account is vended: never, always, or only what goes beyond
 * these rules. What keeps within them is approved by the rules.
 */
export type Approval = "none" | "always" | ApprovalRules;

export interface ApprovalRules {
  readonly above: {
    /** The whole lease, extensions included. */
    readonly duration?: Seconds;
    /** US dollars for the whole lease. */
    readonly budget?: number;
  };
}

/** Who decides on requests, and how long they have. */
export interface Approvers {
  /** Who may approve, instead of the approvers of the deployment; patterns as in `isAmong`. */
  readonly approvers?: readonly string[];
  /** Who may approve too once a request has waited for `substitutesAfter`. */
  readonly substitutes?: readonly string[];
  /** A day when absent. */
  readonly substitutesAfter?: Seconds;
  /** A request that nobody has decided on after this long lapses: three days when absent. */
  readonly patience?: Seconds;
  /** How long after the request its approvers are reminded: after one and two days when absent. */
  readonly reminders?: readonly Seconds[];
}

export const PATIENCE: Seconds = 3 * DAY;
export const SUBSTITUTES_AFTER: Seconds = DAY;
export const REMINDERS: readonly Seconds[] = [DAY, 2 * DAY];

/** What is judged by the rules. */
export interface Extent {
  readonly seconds: Seconds;
  readonly budget: number;
}

/** Whether somebody must approve this much, and the rule that says so, in words. */
export interface Verdict {
  readonly isNeeded: boolean;
  readonly why: string;
}

/** Judges by a template's rules. */
export function approvalFor(approval: Approval, { seconds, budget }: Extent): Verdict {
  if (approval === "always") return { isNeeded: true, why: "Every request must be approved." };
  if (approval === "none") return { isNeeded: false, why: "No request must be approved." };
  const { duration, budget: dollars } = approval.above;
  if (duration !== undefined && seconds > duration)
    return { isNeeded: true, why: `More than ${formatDuration(duration)} must be approved.` };
  if (dollars !== undefined && budget > dollars)
    return {
      isNeeded: true,
      why: `A budget of more than ${dollars} US dollars must be approved.`,
    };
  const limits = [
    ...(duration === undefined ? [] : [formatDuration(duration)]),
    ...(dollars === undefined ? [] : [`${dollars} US dollars`]),
  ];
  return { isNeeded: false, why: `Up to ${limits.join(" and ")} nobody must approve.` };
}
