import type * as z from "zod";
import type * as answers from "../../functions/api/answers.ts";
import { inWords } from "../duration.ts";
import type { Screen, Style } from "../terminal/screen.ts";
import { pairs } from "../terminal/table.ts";

export type Lease = z.output<typeof answers.lease>;

const STYLES: Readonly<Record<string, Style>> = {
  active: "green",
  failed: "red",
  denied: "red",
  requested: "yellow",
  vending: "yellow",
  ending: "yellow",
};

export const statusOf = (status: string, screen: Screen): string =>
  screen.styled(STYLES[status] ?? "dim", status);

/** The last part of an ARN that tells who it is. */
export const nameIn = (arn: string): string => arn.split(/[/:]/).at(-1) ?? arn;

/** A moment to the minute, in UTC: `2026-12-01 09:04`. */
export const moment = (instant: string): string =>
  `${instant.slice(0, 10)} ${instant.slice(11, 16)}Z`;

/** When it ends, and how long that is from now. */
export function endOf(lease: Lease, now: number): string {
  if (lease.expiresAt === undefined) return lease.duration ?? moment(lease.endsAt ?? "");
  const left = Date.parse(lease.expiresAt) - now;
  const isOver = lease.status !== "active" || left <= 0;
  return isOver ? moment(lease.expiresAt) : `${moment(lease.expiresAt)} (in ${inWords(left)})`;
}

/** Since when nothing new can be spent, and who can change that. */
function frozenSince({ frozenAt, frozenForEnd, id }: Lease): string {
  if (frozenAt === undefined) return "";
  const help = frozenForEnd ? `mayfly extend ${id} frees it` : "an administrator can free it";
  return `since ${moment(frozenAt)}: nothing new can be spent; ${help}`;
}

/** What earlier holders of its account may have left of quotas, which no nuke gives back. */
function usedBefore({ reused }: Lease): string {
  if (reused === undefined) return "";
  const { leases, returnedAt, note } = reused;
  return `${leases === 1 ? "one lease" : `${leases} leases`}, until ${moment(returnedAt)}: ${note}`;
}

/** Everything about one lease, a line each. */
export function leaseText(lease: Lease, screen: Screen, now: number): string {
  const { cause, queue, access } = lease;
  const text = pairs(
    [
      ["lease", lease.id],
      ["status", lease.status],
      ["template", lease.template],
      ["purpose", lease.purpose],
      ["owner", lease.owner],
      ["account", lease.accountId ?? ""],
      ["served before", usedBefore(lease)],
      ["queue", queue?.message ?? ""],
      [lease.expiresAt === undefined ? "lasts" : "ends", endOf(lease, now)],
      ["frozen", frozenSince(lease)],
      ["budget", `$${lease.budget} in all`],
      ["requested", moment(lease.requestedAt)],
      ["reason", lease.reason ?? ""],
      ["cause", cause === undefined ? "" : `${cause.error}: ${cause.message}`],
      ["role", access?.roleArn ?? ""],
    ],
    screen.width,
  );
  return text.replace(
    /^(status +)(\w+)$/m,
    (_, name: string, status: string) => name + statusOf(status, screen),
  );
}
