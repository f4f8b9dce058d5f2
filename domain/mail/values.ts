import { nameOf } from "../access/owner-name.ts";
import type { Account } from "../account/account.ts";
import type { EndReason, Lease, Term } from "../lease/lease.ts";
import { lapsesAt } from "../lease/pending.ts";
import { between, type Instant, MINUTE } from "../time.ts";
import type { TimeZone } from "../zone.ts";
import { momentIn, spokenDuration } from "./moment.ts";
import { NOTICES, type NoticeName, type ToldEvent } from "./notice.ts";

/** What the names in a text stand for; empty where there is nothing to say. */
export type Values = Readonly<Record<string, string>>;

/** Characters that turn the direction of writing, and those that are none at all. */
const INVISIBLE = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu;

const LONGEST = 400;

/** A value on one line, so that nobody's text becomes a line, or a header, of its own. */
export function onOneLine(text: string): string {
  const letters = [...text.replace(INVISIBLE, " ").replace(/\s+/g, " ").trim()];
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join("")}…` : letters.join("");
}

const only = (name: NoticeName, all: Readonly<Record<string, unknown>>): Values =>
  Object.fromEntries(
    NOTICES[name].names.map((each) => [each, onOneLine(String(all[each] ?? ""))] as const),
  );

const END_REASONS: Readonly<Partial<Record<string, string>>> = {
  expired: "its time was over",
  "ended-by-owner": "its owner ended it",
  "ended-by-administrator": "an administrator ended it",
  "budget-used-up": "its budget was used up",
  "account-lost": "its account was closed or taken away by somebody else",
} satisfies Partial<Record<EndReason, string>>;

const reasonOf = ({ type, why = "" }: ToldEvent): string =>
  type === "LeaseEnded" ? (END_REASONS[why] ?? why) : why;

/** Where times are told: where the owner is, as far as anybody knows. */
const zoneOf = ({ timeZone, template }: Lease): TimeZone =>
  timeZone ?? template.workingHours?.timeZone ?? "Etc/UTC";

const termOf = (term: Term, zone: TimeZone): string =>
  term.kind === "duration" ? spokenDuration(term.seconds) : `until ${momentIn(term.at, zone)}`;

/** An event, and when somebody is told of it, which may be later. */
export interface Telling {
  readonly event: ToldEvent;
  readonly now: Instant;
}

/** What a notice about a lease says. */
export function valuesOfLease(name: NoticeName, lease: Lease, { event, now }: Telling): Values {
  const zone = zoneOf(lease);
  return only(name, {
    ...{ lease: lease.id, owner: nameOf(lease.owner), template: lease.template.name },
    ...{ purpose: lease.purpose, budget: lease.budget, term: termOf(lease.term, zone) },
    ...("accountId" in lease ? { account: lease.accountId } : {}),
    ...("expiresAt" in lease
      ? { end: momentIn(lease.expiresAt, zone), left: leftUntil(lease.expiresAt, now) }
      : {}),
    ...(lease.status === "requested" ? { lapse: momentIn(lapsesAt(lease), zone) } : {}),
    ...{ by: nameOf(event.by), reason: reasonOf(event) },
    ...factsOf(event),
  });
}

/** To which people's clocks need not agree: a warning a day before the end comes some seconds after that. */
const ROUND = 5 * MINUTE;

const leftUntil = (end: Instant, now: Instant): string =>
  spokenDuration(Math.round(Math.max(0, between(now, end)) / ROUND) * ROUND);

/** What the event itself says in numbers. */
function factsOf({ type, details = {} }: ToldEvent): Readonly<Record<string, string>> {
  const number = (name: string) => Number(details[name]);
  if (type === "LeaseAwaitsApproval") return { waiting: spokenDuration(number("waiting")) };
  if (type !== "LeaseSpendReached") return {};
  return {
    share: `${Math.round(number("share") * 100)} %`,
    spent: number("amount").toFixed(2),
    forecast: number("forecast").toFixed(2),
    until: String(details["until"] ?? ""),
  };
}

/** What a notice about an account says. */
export const valuesOfAccount = (name: NoticeName, account: Account, event: ToldEvent): Values =>
  only(name, {
    ...{ key: account.key, name: account.name, reason: event.why },
    ...("accountId" in account ? { account: account.accountId } : {}),
    ...{ configured: event.details?.["configured"], room: event.details?.["room"] },
  });
