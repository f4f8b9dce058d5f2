import type { Collection } from "../../kernel/collection.ts";
import type { World } from "../../kernel/service.ts";
import { organizationOf } from "../organizations/organization.ts";

/** Something that cost in an account. */
export interface Charge {
  readonly accountId: string;
  /** US dollars. */
  readonly amount: number;
  /** When it arose, in milliseconds since the epoch. */
  readonly at: number;
}

/** Cost Explorer refreshes its data at least once every 24 hours, usually up to three times (facts 4). */
const LAG_MS = 12 * 3_600_000;

/** Nothing costs anything here by itself: whoever plays with the cloud says what does. */
const chargesOf = (world: World): Collection<Charge> =>
  world.storage.collection(
    { service: "ce", account: organizationOf(world).managementAccountId, region: "global" },
    "charges",
  );

/** Lets something cost now in an account. */
export function charge(world: World, cost: Omit<Charge, "at">): void {
  const charges = chargesOf(world);
  charges.set(String(charges.size).padStart(9, "0"), { ...cost, at: world.clock.now() });
}

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** What is told by now, by day and account: `2026-12-01` to `333333333333` to US dollars. */
export function toldCosts(world: World): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const told = new Map<string, Map<string, number>>();
  for (const { accountId, amount, at } of chargesOf(world).values()) {
    if (at + LAG_MS > world.clock.now()) continue;
    const day = told.get(dayOf(at)) ?? new Map<string, number>();
    told.set(dayOf(at), day.set(accountId, (day.get(accountId) ?? 0) + amount));
  }
  return told;
}
