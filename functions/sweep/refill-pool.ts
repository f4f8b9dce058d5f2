import { startStocking } from "../../domain/account/stock.ts";
import { creationTurn, giveCreationTurn } from "../../domain/capacity/creations.ts";
import { type PoolRules, refill } from "../../domain/capacity/pool.ts";
import { type ClaimPorts, intent } from "../shared/claiming.ts";
import { roomIn } from "../shared/room-left.ts";

/** Begins to create accounts for the pool while it lacks any, and nobody needs the places. */
export async function refillPool(ports: ClaimPorts, rules: PoolRules): Promise<void> {
  const { ledger, views, clock, slots } = ports;
  const creating = await views.accountsIn("creating", { limit: 100 });
  const coming = creating.items.filter((each) => !("leaseId" in each)).length;
  const room = await roomIn(ports);
  const { inProgress } = await ledger.creations();
  const wanted = refill(rules, { ...room, pooled: room.pooled + coming }, inProgress);
  for (let count = 0; count < wanted; count += 1) {
    const now = clock.now();
    const creations = await ledger.creations();
    const turnAt = creationTurn(creations, slots, now);
    if (turnAt === undefined) return;
    const change = startStocking({ ...intent(ports), turnAt }, now);
    await ledger.commit({
      ...change,
      creations: giveCreationTurn(creations, change.account, now),
    });
  }
}
