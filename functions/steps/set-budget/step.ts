import { dayOf } from "../../../domain/spend/cost.ts";
import { DAY, type Instant, plus, type Seconds } from "../../../domain/time.ts";
import type { Budgets } from "../../../ports/budgets.ts";
import type { Clock } from "../../../ports/clock.ts";
import type { Ledger } from "../../../ports/ledger.ts";
import { preparedFor } from "../../shared/reading.ts";
import type { LeaseInput } from "../../shared/schemas.ts";

interface Ports {
  readonly ledger: Ledger;
  readonly budgets: Budgets;
  readonly clock: Clock;
}

/** A budget of AWS's with a period of its own lasts three years at most (facts 4). */
const LONGEST: Seconds = 3 * 365 * DAY;

/** Lets AWS watch what the account costs, as long as the lease can last with all its extensions. */
export const setBudget =
  ({ ledger, budgets, clock }: Ports) =>
  async ({ leaseId }: LeaseInput): Promise<Record<string, never>> => {
    const { lease, account } = await preparedFor(ledger, leaseId);
    const from = clock.now();
    const to = lastDay(from, lease.template.duration.longest);
    await budgets.set(account.accountId, { amount: lease.budget, from: dayOf(from), to });
    return {};
  };

/** Two days more than the lease can last: it begins a little later, and days are whole. */
const lastDay = (from: Instant, longest: Seconds) =>
  dayOf(plus(from, Math.min(longest + 2 * DAY, LONGEST)));
