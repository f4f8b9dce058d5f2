import type { DomainEvent } from "../../domain/events.ts";
import { instantOf } from "../../domain/time.ts";
import { VirtualClock } from "../../local/kernel/clocks/virtual-clock.ts";
import { MemoryStorage } from "../../local/kernel/collection.ts";
import { seeded } from "../../local/kernel/random.ts";
import { Trace } from "../../local/kernel/trace.ts";
import type { Clock } from "../../ports/clock.ts";
import { MemoryLedger } from "../../test/support/memory-ledger.ts";

const START = Date.UTC(2026, 11, 1, 9);

/** From the commit of a change until its event has started what it starts: table stream, bus, function. */
const EVENT_TAKES = 1_000;

/** A read or a write of the table, so that those who do it at the same moment come between each other. */
const TABLE_TAKES = 6;

export type Reaction = (event: DomainEvent) => Promise<void>;

/** Virtual time, and a ledger in it whose events are published. */
export function aWorld(seed: number, react: Reaction) {
  const clock = new VirtualClock(START);
  const world = { clock, storage: new MemoryStorage(), random: seeded(seed), trace: new Trace() };
  const ledger = new MemoryLedger({
    pause: () => clock.sleep(TABLE_TAKES, "the table"),
    told: (events) => {
      for (const event of events)
        clock.at(clock.now() + EVENT_TAKES, event.type, () => react(event));
    },
  });
  const domainClock: Clock = { now: () => instantOf(clock.now()) };
  return { world, ledger, clock: domainClock, start: START };
}
