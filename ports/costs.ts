import type { AccountCost } from "../domain/spend/attribute.ts";
import type { Day } from "../domain/spend/cost.ts";

/** Knows what accounts cost, as late as AWS tells it. */
export interface Costs {
  /**
   * What every account cost on each day of a period, in US dollars, without credits and refunds: they pay
   * for what was used. Each page of the answer costs 0.01 US dollars.
   *
   * @param from the first day
   * @param to the day after the last
   * @throws AwsBusy when AWS throttles
   */
  daily(from: Day, to: Day): Promise<readonly AccountCost[]>;
}
