import type { AccountId, AccountKey, LeaseId } from "../ids.ts";
import type { Instant } from "../time.ts";

/** How many resources of one type, in one Region, met which end. */
export interface NukeCount {
  /** A Region, or `global`. */
  readonly region: string;
  readonly type: string;
  /** Deleted, over all passes. */
  readonly removed: number;
  /** Could not be deleted in the last pass. */
  readonly failed: number;
  /** Kept at the last look: ours, or AWS's own. */
  readonly filtered: number;
}

/** Which nuke of which account: attempts count from 1 again for each lease that an account has served. */
export interface NukeName {
  readonly accountKey: AccountKey;
  readonly leaseId: LeaseId;
  readonly attempt: number;
}

/** What one nuke of one account did, and what its last look found. */
export interface NukeReport extends NukeName {
  readonly accountId: AccountId;
  readonly startedAt: Instant;
  readonly finishedAt: Instant;
  readonly passes: number;
  readonly counts: readonly NukeCount[];
  /** What the last look found and could not be deleted: `Region - type - name`. */
  readonly remaining: readonly string[];
  /** Why not, by the name in `remaining`, where the engine said so. */
  readonly reasons: Readonly<Record<string, string>>;
  /** What the last look could not look at, such as services that the account cannot use. */
  readonly problems: readonly string[];
}

/** Says why a report does not prove that the account is empty; undefined when it does. */
export function flawOfReport(
  report: NukeReport | undefined,
  expected: NukeName & { readonly accountId: AccountId },
): string | undefined {
  if (report === undefined) return "The nuke left no report.";
  if (report.accountId !== expected.accountId || report.accountKey !== expected.accountKey)
    return `The report is about account ${report.accountId}.`;
  if (report.leaseId !== expected.leaseId) return `The report is about lease ${report.leaseId}.`;
  if (report.attempt !== expected.attempt) return `The report is about attempt ${report.attempt}.`;
  if (report.remaining.length === 0) return undefined;
  const shown = report.remaining.slice(0, 5).map((name) => withReason(report, name));
  return `${report.remaining.length} resources are left after ${report.passes} passes: ${shown.join("; ")}`;
}

function withReason({ reasons }: NukeReport, name: string): string {
  const reason = reasons[name];
  return reason === undefined ? name : `${name} (${reason})`;
}
