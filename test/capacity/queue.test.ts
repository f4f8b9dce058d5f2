import { describe, expect, test } from "vitest";
import { isRefusal } from "../../domain/failures.ts";
import { nextDue } from "../../domain/lease/due.ts";
import { endInactive } from "../../domain/lease/end.ts";
import type { VendingLease } from "../../domain/lease/lease.ts";
import { QUEUE_PATIENCE } from "../../domain/lease/queue.ts";
import { between, plus } from "../../domain/time.ts";
import { claim } from "../../functions/shared/claiming.ts";
import { ALICE, NOW } from "../support/builders.ts";
import { aPooled, aQueue, StaleViews } from "./a-queue.ts";

const many = (count: number) => Array.from({ length: count }, (_, index) => index);

describe("fifty simultaneous requests", () => {
  test("on ten pooled accounts give ten immediate leases and forty that wait, none doubled", async () => {
    const { ask, ledger } = aQueue({ pooled: 10 });
    const outcomes = await Promise.all(many(50).map(ask));
    const count = (next: string) => outcomes.filter((outcome) => outcome.next === next).length;
    expect([count("prepare"), count("wait"), count("create")]).toEqual([10, 40, 0]);
    const served = ledger.accounts.map((account) => "leaseId" in account && account.leaseId);
    expect(new Set(served).size).toBe(10);
    expect(await ledger.queued("creation", 100)).toHaveLength(40);
  });

  test("on an empty pool begin five creations, and never more", async () => {
    const { ask, ledger } = aQueue({ slots: 100 });
    const outcomes = await Promise.all(many(50).map(ask));
    expect(outcomes.filter(({ next }) => next === "create")).toHaveLength(5);
    expect(await ledger.creations()).toMatchObject({ inProgress: 5, accounts: 5 });
    expect(ledger.accounts).toHaveLength(5);
  });

  test("contend for the ledger, but do not storm it", async () => {
    const { ask, ledger } = aQueue({ slots: 100 });
    await Promise.all(many(50).map(ask));
    expect(ledger.traffic.conflicts).toBeLessThan(10 * 50);
  });
});

describe("a queue", () => {
  test("is served in its order when an account comes back to the pool", async () => {
    const { ask, admit, pass, ledger, lease } = aQueue();
    for (const index of many(3)) {
      await ask(index);
      pass(1);
    }
    ledger.put({ account: aPooled(7) });
    await admit();
    expect(lease(0)).toMatchObject({ accountKey: aPooled(7).key, attempt: 2 });
    expect(lease(0)).not.toHaveProperty("queuedAt");
    expect(lease(1)).toHaveProperty("queuedAt");
    expect(ledger.events.at(-1)).toMatchObject({ type: "LeaseAdmitted", details: { attempt: 2 } });
  });

  test("is not overtaken by those who come when an account has just become free", async () => {
    const { ask, pass, ledger, lease } = aQueue();
    await ask(0);
    pass(1);
    ledger.put({ account: aPooled(7) });
    expect(await ask(1)).toEqual({ next: "wait" });
    expect(lease(0)).toMatchObject({ accountKey: aPooled(7).key });
  });

  test("goes on when the request at its head is taken back", async () => {
    const { ask, admit, pass, ledger, lease } = aQueue();
    for (const index of many(2)) {
      await ask(index);
      pass(1);
    }
    const cancelled = endInactive(lease(0) as VendingLease, ALICE, NOW);
    if (isRefusal(cancelled)) throw new Error(cancelled.message);
    await ledger.commit(cancelled);
    ledger.put({ account: aPooled(7) });
    await admit();
    expect([lease(0).status, lease(1)]).toMatchObject([
      "cancelled",
      { accountKey: aPooled(7).key },
    ]);
  });

  test("tries the next account when the index still shows one that is taken", async () => {
    const { ask, ports, ledger, lease } = aQueue({ pooled: 2 });
    await ask(0);
    await ask(1);
    ledger.put({ account: aPooled(1) });
    const { accountKey: _, ...again } = lease(1) as VendingLease;
    ledger.put({ lease: again });
    const late = new StaleViews(ledger, [aPooled(0), aPooled(1)]);
    expect(await claim({ ...ports, views: late }, again.id)).toEqual({ next: "prepare" });
    expect(lease(1)).toMatchObject({ accountKey: aPooled(1).key });
  });

  test("keeps a lease for two weeks at most", async () => {
    const { ask, lease } = aQueue();
    await ask(0);
    const due = nextDue(lease(0));
    expect(due?.action).toBe("give-up");
    expect(between(NOW, due?.at ?? NOW)).toBe(QUEUE_PATIENCE);
  });
});

describe("an account that rests after its last holder", () => {
  const resting = (index: number) => ({ ...aPooled(index), restsUntil: plus(NOW, 3_600) });

  test("is given to nobody before it has rested", async () => {
    const { ask, admit, pass, ledger, lease } = aQueue();
    ledger.put({ account: resting(7) });
    expect(await ask(0)).toEqual({ next: "wait" });
    pass(3_600);
    await admit();
    expect(lease(0)).toMatchObject({ accountKey: aPooled(7).key });
    expect(await ledger.account(aPooled(7).key)).not.toHaveProperty("restsUntil");
  });

  test("does not keep one behind it that is ready from anybody", async () => {
    const { ask, ledger, lease } = aQueue();
    ledger.put({ account: resting(7) });
    ledger.put({ account: aPooled(8) });
    expect(await ask(0)).toEqual({ next: "prepare" });
    expect(lease(0)).toMatchObject({ accountKey: aPooled(8).key });
  });
});
