import type { DomainEvent, EventType } from "../events.ts";

/** Whom a notice is for. */
export type Audience = "owner" | "approvers" | "administrators";

interface Notice {
  readonly to: Audience;
  readonly on: readonly EventType[];
  /** What its text may name as `{{…}}`. */
  readonly names: readonly string[];
}

/** What any notice about a lease may name. */
const LEASE = ["lease", "owner", "template", "purpose", "budget", "term"] as const;

const owner = (on: EventType, ...names: string[]): Notice => ({
  ...{ to: "owner", on: [on], names: [...LEASE, ...names] },
});

const approvers = (on: EventType, ...names: string[]): Notice => ({
  ...{ to: "approvers", on: [on], names: [...LEASE, ...names] },
});

const administrators = (on: readonly EventType[], ...names: string[]): Notice => ({
  ...{ to: "administrators", on, names: ["key", "name", "account", "reason", ...names] },
});

/** Everything that people are told by e-mail: whom, after which event. The names are those of the texts' files. */
export const NOTICES = {
  "lease-waiting": owner("LeaseRequested", "lapse"),
  "lease-queued": owner("LeaseQueued", "reason"),
  "lease-approved": owner("LeaseApproved", "by", "reason"),
  "lease-denied": owner("LeaseDenied", "by", "reason"),
  "lease-lapsed": owner("LeaseLapsed", "reason"),
  "lease-active": owner("LeaseActivated", "account", "end"),
  "lease-expiring": owner("LeaseExpiring", "account", "end", "left"),
  "lease-spend": owner(
    "LeaseSpendReached",
    ...["account", "end"],
    ...["share", "spent", "forecast", "until"],
  ),
  "lease-frozen": owner("LeaseFrozen", "account", "end", "reason"),
  "lease-unfrozen": owner("LeaseUnfrozen", "account", "end", "reason"),
  "lease-ended": owner("LeaseEnded", "account", "reason"),
  "lease-failed": owner("LeaseFailed", "reason"),
  "approval-wanted": approvers("LeaseRequested", "lapse"),
  "approval-reminder": approvers("LeaseAwaitsApproval", "lapse", "waiting"),
  "account-attention": administrators(["AccountNeedsAttention", "AccountFound"]),
  "account-astray": administrators(["AccountAstray"]),
  "account-limit": administrators(["AccountLimitMet"], "configured", "room"),
} as const satisfies Readonly<Record<string, Notice>>;

export type NoticeName = keyof typeof NOTICES;

export const NOTICE_NAMES = Object.keys(NOTICES) as readonly NoticeName[];

/** Events of which somebody is told. */
export const MAILED_EVENTS: readonly EventType[] = [
  ...new Set(NOTICE_NAMES.flatMap((name) => NOTICES[name].on)),
];

/** The notices that an event calls for. */
export const noticesOn = (type: string): readonly NoticeName[] =>
  NOTICE_NAMES.filter((name) => (NOTICES[name].on as readonly string[]).includes(type));

/** What of an event a notice is made from. */
export type ToldEvent = Pick<DomainEvent, "type" | "by" | "why" | "details">;
