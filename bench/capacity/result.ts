/** What came of many at once; times are seconds. */
export interface Result {
  readonly count: number;
  readonly makespan: number;
  readonly ideal: number;
  readonly calls: number;
  readonly refused: number;
  readonly commits: number;
  readonly conflicts: number;
}

const hours = (seconds: number) => `${(seconds / 3_600).toFixed(2)} h`;

/** One line that a person can read. */
export const told = (what: string, result: Result): string =>
  [
    `${result.count} ${what}: ${hours(result.makespan)}, at best ${hours(result.ideal)}`,
    `(× ${(result.makespan / result.ideal).toFixed(3)});`,
    `${result.calls} calls, ${result.refused} refused;`,
    `${result.commits} commits of the ledger, ${result.conflicts} conflicts`,
  ].join(" ");
