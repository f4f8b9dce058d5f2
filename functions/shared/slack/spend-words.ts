import type { LeaseAnswer } from "./lease-answer.ts";

/** What is known of a lease's costs, never without how late AWS tells them; undefined while nothing is. */
export function spentWords({ spend, budget }: LeaseAnswer): string | undefined {
  if (spend === undefined) return undefined;
  const known = spend.until === undefined ? "" : ` until ${spend.until}`;
  return `$${spend.amount.toFixed(2)} of $${budget} spent${known} (AWS tells costs 8 to 24 hours late)`;
}
