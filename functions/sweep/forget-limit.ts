import { type Creations, forgetLimit } from "../../domain/capacity/creations.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Ledger } from "../../ports/ledger.ts";

interface Ports {
  readonly ledger: Ledger;
  readonly clock: Clock;
}

/** Lets AWS be asked again, a day after it said that the organization has no room. Answers the record as it is then. */
export async function forgetLimitMet(
  { ledger, clock }: Ports,
  known: Creations,
): Promise<Creations> {
  const creations = forgetLimit(known, clock.now());
  if (creations === undefined) return known;
  await ledger.commit({ creations, events: [] });
  return creations;
}
