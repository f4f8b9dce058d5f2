import type { AccountId, AccountKey } from "../ids.ts";
import type { Instant } from "../time.ts";

/** What one nuke of one account did, and what its last look found. */
export interface NukeReport {
  readonly accountKey: AccountKey;
  readonly accountId: AccountId;
  readonly attempt: number;
  readonly startedAt: Instant;
  readonly finishedAt: Instant;
  readonly passes: number;
  /** Resources deleted, by type, over all passes. */
  readonly removed: Readonly<Record<string, number>>;
  /** What the last look found and could not be deleted: `Region - type - name`. */
  readonly remaining: readonly string[];
}

/** Says why a report does not prove that the account is empty; undefined when it does. */
export function flawOfReport(
  report: NukeReport | undefined,
  expected: { accountKey: AccountKey; accountId: AccountId; attempt: number },
): string | undefined {
  if (report === undefined) return "The nuke left no report.";
  if (report.accountId !== expected.accountId || report.accountKey !== expected.accountKey)
    return `The report is about account ${report.accountId}.`;
  if (report.attempt !== expected.attempt) return `The report is about attempt ${report.attempt}.`;
  if (report.remaining.length === 0) return undefined;
  const shown = report.remaining.slice(0, 5).join("; ");
  return `${report.remaining.length} resources are left after ${report.passes} passes: ${shown}`;
}
