import { forgetLimit } from "../../domain/capacity/creations.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Ledger } from "../../ports/ledger.ts";

/** Lets AWS be asked again, a day after it said that the organization has no room. */
export async function forgetLimitMet({
  ledger,
  clock,
}: {
  readonly ledger: Ledger;
  readonly clock: Clock;
}): Promise<void> {
  const creations = forgetLimit(await ledger.creations(), clock.now());
  if (creations !== undefined) await ledger.commit({ creations, events: [] });
}
