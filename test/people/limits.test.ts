import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isRefusal, LedgerBusy } from "../../domain/failures.ts";
import type { LeaseId, Principal } from "../../domain/ids.ts";
import { approveLease, cancelLease, denyLease } from "../../domain/lease/approve.ts";
import { isOpen } from "../../domain/lease/lease.ts";
import { requestLease } from "../../domain/lease/request.ts";
import { DAY, type Instant, plus, type Seconds } from "../../domain/time.ts";
import { decideAndCommit, withTally } from "../../functions/shared/committing.ts";
import { sweepLease } from "../../functions/sweep/lease.ts";
import type { SweepPorts } from "../../functions/sweep/ports.ts";
import { aTemplate, BOB, NOW } from "../support/builders.ts";
import { MemoryLedger } from "../support/memory-ledger.ts";

const TEMPLATES = [
  aTemplate({ name: "course", leasesAtOnce: 2, leasesInAll: 3 }),
  aTemplate({ name: "project", leasesAtOnce: 1, leasesInAll: 2, approval: "always" }),
];

const owner = (number: number) => `arn:aws:iam::222222222222:user/u${number}` as Principal;

/** One wish of somebody's, and how many turns they let others go first before each look and each write. */
interface Wish {
  readonly kind: "request" | "approve" | "deny" | "cancel" | "sweep";
  readonly who: number;
  readonly template: number;
}

const wish: fc.Arbitrary<Wish> = fc.record({
  kind: fc.constantFrom("request", "request", "request", "approve", "deny", "cancel", "sweep"),
  who: fc.nat(3),
  template: fc.nat(1),
});

/** Rounds of wishes; those of one round are all under way at once. */
const rounds = fc.array(
  fc.record({ wishes: fc.array(wish, { maxLength: 8 }), later: fc.nat(2 * DAY) }),
  { maxLength: 8 },
);

class World {
  now: Instant = NOW;
  readonly ledger: MemoryLedger;
  #made = 0;

  constructor(pauses: Iterator<number>) {
    this.ledger = new MemoryLedger({
      pause: async () => {
        const turns = pauses.next().value as number;
        for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      },
    });
  }

  pass(seconds: Seconds) {
    this.now = plus(this.now, seconds);
  }

  #request({ who, template: index }: Wish) {
    this.#made += 1;
    const id = `l-${String(this.#made).padStart(16, "0")}` as LeaseId;
    const template = TEMPLATES[index] ?? aTemplate();
    return decideAndCommit(this.ledger, async () => {
      const tally = await this.ledger.tally(owner(who));
      const inAll = await this.ledger.openInAll(template.name);
      const wanted = { id, owner: owner(who), template, purpose: "a test" };
      return requestLease(wanted, { tally, inAll }, this.now);
    });
  }

  #decide({ kind, who }: Wish) {
    const open = this.ledger.leases.filter(isOpen);
    const chosen = open[who % Math.max(1, open.length)];
    if (chosen === undefined) return Promise.resolve();
    return decideAndCommit(this.ledger, async () => {
      const lease = (await this.ledger.lease(chosen.id)) ?? chosen;
      const { now } = this;
      const change =
        kind === "approve"
          ? approveLease(lease, { by: BOB }, now)
          : kind === "deny"
            ? denyLease(lease, { by: BOB, reason: "no" }, now)
            : cancelLease(lease, lease.owner, now);
      return isRefusal(change) ? change : await withTally(this.ledger, lease, change);
    });
  }

  async sweep(): Promise<void> {
    const clock = { now: () => this.now };
    const workflows = { vend: () => Promise.resolve() };
    const ports = { ledger: this.ledger, clock, workflows } as unknown as SweepPorts;
    const due = await this.ledger.due(this.now, 100);
    for (const item of due) if (item.kind === "lease") await sweepLease(ports, item.id);
  }

  async do(wish: Wish): Promise<void> {
    try {
      if (wish.kind === "request") await this.#request(wish);
      else if (wish.kind === "sweep") await this.sweep();
      else await this.#decide(wish);
    } catch (error) {
      if (!(error instanceof LedgerBusy)) throw error;
    }
  }
}

function expectWithinLimits({ ledger }: World) {
  for (const { name, leasesAtOnce, leasesInAll = 0 } of TEMPLATES) {
    const open = ledger.leases.filter((lease) => isOpen(lease) && lease.template.name === name);
    expect(open.length).toBeLessThanOrEqual(leasesInAll);
    for (const who of [0, 1, 2, 3]) {
      const held = open.filter((lease) => lease.owner === owner(who));
      expect(held.length).toBeLessThanOrEqual(leasesAtOnce);
    }
  }
}

const live = async (
  plan: readonly { wishes: readonly Wish[]; later: number }[],
  pauses: Iterator<number>,
) => {
  const world = new World(pauses);
  for (const { wishes, later } of plan) {
    await Promise.all(wishes.map((each) => world.do(each)));
    expectWithinLimits(world);
    world.pass(later);
  }
  return world;
};

describe("for any wishes of any people, at any times and at once,", () => {
  test("nobody and no template has more leases than allowed, and the counts are right", async () => {
    await fc.assert(
      fc.asyncProperty(rounds, fc.infiniteStream(fc.nat(5)), async (plan, pauses) => {
        const { ledger } = await live(plan, pauses);
        for (const { name } of TEMPLATES) {
          const open = ledger.leases.filter((each) => isOpen(each) && each.template.name === name);
          expect(await ledger.openInAll(name)).toBe(open.length);
        }
      }),
      { numRuns: 200 },
    );
  });

  test("no request waits for ever: time alone ends whatever nobody decides on or prepares", async () => {
    await fc.assert(
      fc.asyncProperty(rounds, fc.infiniteStream(fc.nat(5)), async (plan, pauses) => {
        const world = await live(plan, pauses);
        for (let day = 0; day < 8; day += 1) {
          world.pass(DAY);
          await world.sweep();
        }
        const left = world.ledger.leases.filter(({ status }) => status === "requested");
        expect(left).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});
