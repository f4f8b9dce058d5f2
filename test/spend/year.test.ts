import { beforeAll, describe, expect, test } from "vitest";
import type { DomainEvent } from "../../domain/events.ts";
import { isRefusal } from "../../domain/failures.ts";
import type { AccountId, AccountKey, LeaseId, Principal } from "../../domain/ids.ts";
import { finishEnding } from "../../domain/lease/end.ts";
import { extendLease } from "../../domain/lease/extend.ts";
import type { EndingLease, VendingLease } from "../../domain/lease/lease.ts";
import { requestLease } from "../../domain/lease/request.ts";
import { activateLease, claimFromPool } from "../../domain/lease/vend.ts";
import type { AccountCost } from "../../domain/spend/attribute.ts";
import { dayOf, dollars, sumOf } from "../../domain/spend/cost.ts";
import type { LeaseTemplate } from "../../domain/template/template.ts";
import { DAY, HOUR, type Instant, plus } from "../../domain/time.ts";
import { measureSpend } from "../../functions/measure-spend/step.ts";
import { withTally } from "../../functions/shared/committing.ts";
import { actOnDueLease } from "../../functions/shared/due-lease.ts";
import { seeded } from "../../local/kernel/random.ts";
import { aTemplate, NOW } from "../support/builders.ts";
import { MemoryLedger } from "../support/memory-ledger.ts";

/** People, and days that they use Mayfly for. */
const PEOPLE = 500;
const DAYS = 365;
/** How late AWS tells a cost. */
const LAG = 30 * HOUR;

const TEMPLATES: readonly LeaseTemplate[] = (["tell", "freeze", "end"] as const).map((atLimit) =>
  aTemplate({ name: atLimit, spend: { alerts: [0.5, 0.8], atLimit } }),
);

/** A year of use, told by the domain and the functions that time calls, in the memory ledger. */
class Year {
  readonly ledger = new MemoryLedger();
  readonly #random = seeded(7);
  /** What really happened: every cost with the moment from which AWS tells it. */
  readonly happened: (AccountCost & { readonly leaseId: LeaseId; readonly toldAt: Instant })[] = [];
  readonly #holders = new Map<Principal, LeaseId>();
  now: Instant = NOW;
  #made = 0;

  #chance = (likelihood: number) => this.#random.next() < likelihood;

  async live(): Promise<void> {
    for (let hour = 0; hour < (DAYS + 40) * 24; hour += 8) {
      this.now = plus(NOW, hour * HOUR);
      if (hour % 24 === 0) await this.#day(hour / 24);
      await this.#timePasses();
      await this.#measure();
    }
  }

  async #day(day: number): Promise<void> {
    for (let person = 0; person < PEOPLE; person += 1) {
      const owner = `person:p${person}` as Principal;
      const id = this.#holders.get(owner);
      if (id === undefined && day < DAYS && this.#chance(0.03)) await this.#begin(owner);
      else if (id !== undefined) await this.#use(id);
    }
  }

  async #begin(owner: Principal): Promise<void> {
    this.#made += 1;
    const id = `l-${String(this.#made).padStart(16, "0")}` as LeaseId;
    const template = TEMPLATES[this.#made % TEMPLATES.length] ?? aTemplate();
    const days = 1 + Math.floor(this.#random.next() * 14);
    const term = { kind: "duration", seconds: days * DAY } as const;
    const wanted = { id, owner, template, term, purpose: "work" };
    const tally = await this.ledger.tally(owner);
    const asked = requestLease(wanted, { tally, inAll: 0 }, this.now);
    if (isRefusal(asked)) throw new Error(asked.message);
    await this.ledger.commit(asked);
    const key = `a${String(this.#made).padStart(9, "0")}` as AccountKey;
    const pooled = {
      ...({
        status: "available",
        key,
        version: 1,
        name: key,
        email: `${key}@example.com`,
      } as const),
      ...{ recordedAt: this.now, availableSince: this.now },
      accountId: String(100_000_000_000 + this.#made) as AccountId,
    };
    this.ledger.put({ account: pooled });
    const claimed = claimFromPool(asked.lease as VendingLease, pooled, this.now);
    await this.ledger.commit(claimed);
    const { lease, account } = claimed;
    if (lease?.status !== "vending" || account?.status !== "preparing")
      throw new Error("unclaimed");
    await this.ledger.commit(activateLease({ ...lease, accountKey: key }, account, this.now));
    this.#holders.set(owner, id);
  }

  async #use(id: LeaseId): Promise<void> {
    const lease = await this.ledger.lease(id);
    if (lease?.status !== "active") return;
    const amount = dollars(this.#random.next() * (this.#chance(0.1) ? 30 : 4));
    const { accountId } = lease;
    const toldAt = plus(this.now, LAG);
    if (lease.frozenAt === undefined)
      this.happened.push({ leaseId: id, accountId, day: dayOf(this.now), amount, toldAt });
    if (!this.#chance(0.02)) return;
    const term = { kind: "duration", seconds: DAY } as const;
    const change = extendLease(lease, { by: lease.owner, term }, this.now);
    if (!isRefusal(change)) await this.ledger.commit(change);
  }

  /** Whatever is due is done twice: schedules and sweeps may both come. */
  async #timePasses(): Promise<void> {
    const ports = { ledger: this.ledger, clock: { now: () => this.now } };
    for (const item of await this.ledger.due(this.now, 10_000))
      if (item.kind === "lease") for (const _ of [1, 2]) await actOnDueLease(ports, item.id);
    for (const [owner, id] of this.#holders) {
      const lease = await this.ledger.lease(id);
      if (lease?.status === "ending") await this.#finish(lease);
      if (lease?.status === "ended") this.#holders.delete(owner);
    }
  }

  async #finish(lease: EndingLease): Promise<void> {
    const ended = finishEnding(lease, this.now);
    await this.ledger.commit(await withTally(this.ledger, lease, ended));
  }

  /** Every measurement is made twice too. */
  async #measure(): Promise<void> {
    const costs = { daily: async (from: string, to: string) => this.#told(from, to) };
    const clock = { now: () => this.now };
    const measure = measureSpend({ ledger: this.ledger, views: this.ledger, clock, costs });
    for (const _ of [1, 2]) expect(await measure()).toMatchObject({ failed: 0 });
  }

  #told(from: string, to: string): readonly AccountCost[] {
    const recent = this.happened.slice(-20_000);
    return recent.filter(({ day, toldAt }) => toldAt <= this.now && day >= from && day < to);
  }
}

const year = new Year();
beforeAll(() => year.live(), 600_000);

const keyOf = ({ leaseId, type, details = {} }: DomainEvent) =>
  [leaseId, type, details["share"], details["warning"], details["expiresAt"]].join(" ");

const byMonth = (costs: readonly { readonly day: string; readonly amount: number }[]) => {
  const months = new Map<string, number>();
  for (const { day, amount } of costs)
    months.set(day.slice(0, 7), dollars((months.get(day.slice(0, 7)) ?? 0) + amount));
  return Object.fromEntries([...months].toSorted());
};

describe(`a year of ${PEOPLE} people, in which everything runs twice`, () => {
  test("is lived: thousands of leases, all of which end", () => {
    expect(year.ledger.leases.length).toBeGreaterThan(4_000);
    expect(new Set(year.ledger.leases.map(({ status }) => status))).toEqual(new Set(["ended"]));
  });

  test("tells nobody anything twice", () => {
    const told = year.ledger.events.filter(({ type }) =>
      ["LeaseSpendReached", "LeaseExpiring", "LeaseFrozen", "LeaseEnding"].includes(type),
    );
    expect(told.length).toBeGreaterThan(5_000);
    expect(new Set(told.map(keyOf)).size).toBe(told.length);
  });

  test("ends with costs of each month and each lease that are what happened", async () => {
    const known = await Promise.all(year.ledger.leases.map(({ id }) => year.ledger.costsOf(id)));
    expect(byMonth(known.flat())).toEqual(byMonth(year.happened));
    for (const lease of year.ledger.leases) {
      const own = sumOf(await year.ledger.costsOf(lease.id));
      expect("spend" in lease ? lease.spend.amount : 0).toBe(own);
    }
  });

  test("tells each share of the budget that was reached, and does what the template says", () => {
    const reached = (id: LeaseId) =>
      year.ledger.events.some(
        ({ type, leaseId, details }) =>
          type === "LeaseSpendReached" && leaseId === id && details?.["share"] === 1,
      );
    const over = year.ledger.leases.filter(
      (lease) => "spend" in lease && lease.spend.told.includes(1),
    );
    expect(over.length).toBeGreaterThan(50);
    for (const lease of over) {
      expect(reached(lease.id)).toBe(true);
      const { atLimit } = lease.template.spend ?? {};
      if (atLimit === "freeze") expect(lease).toHaveProperty("frozenAt");
      if (atLimit === "end") expect(lease).toMatchObject({ reason: "budget-used-up" });
    }
  });
});
