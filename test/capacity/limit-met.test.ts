import { describe, expect, test } from "vitest";
import { forgetLimit, slotsLeft } from "../../domain/capacity/creations.ts";
import { estimate, waitsFor } from "../../domain/capacity/estimate.ts";
import { AccountLimitReached, CreationFailed } from "../../domain/failures.ts";
import { endInactive } from "../../domain/lease/end.ts";
import type { VendingLease } from "../../domain/lease/lease.ts";
import { DAY, plus } from "../../domain/time.ts";
import { confirmCreation } from "../../functions/steps/confirm-creation/step.ts";
import { createAccount } from "../../functions/steps/create-account/step.ts";
import type { AccountCreation, CreationStatus } from "../../ports/organization.ts";
import { ALICE, NOW } from "../support/builders.ts";
import { aQueue } from "./a-queue.ts";

const SLOTS = 3;
const REFUSED = "AWS refused to create the account: ACCOUNT_NUMBER_LIMIT_EXCEEDED";
const leaseId = (index: number) => `l-${String(index).padStart(16, "0")}` as never;

/** An organization that takes no account, at once or in the end. */
function aFullOrganization(status: CreationStatus): AccountCreation {
  return {
    create: async () => {
      if (status.state === "failed") return { requestId: status.requestId };
      throw new CreationFailed(REFUSED, { reason: "ACCOUNT_NUMBER_LIMIT_EXCEEDED" });
    },
    status: async () => status,
    find: async () => undefined,
    findAccount: async () => undefined,
  };
}

/** A lease asks, is served in its turn, and AWS has no room. */
function aVend(status: CreationStatus = { state: "in-progress", requestId: "car-1" }) {
  const queue = aQueue({ slots: SLOTS });
  const ports = { ...queue.ports, organization: aFullOrganization(status), managedBy: "mayfly" };
  return {
    ...queue,
    create: (index: number) => createAccount(ports)({ leaseId: leaseId(index) }),
    confirm: (index: number) => confirmCreation(ports)({ leaseId: leaseId(index) }),
  };
}

const LATER: CreationStatus = {
  state: "failed",
  requestId: "car-1",
  reason: "ACCOUNT_LIMIT_EXCEEDED",
};

describe("a lease whose account AWS has no room for", () => {
  test("waits in the queue again, and everybody is told", async () => {
    const { ask, create, lease, ledger } = aVend();
    await ask(0);
    await expect(create(0)).rejects.toThrow(AccountLimitReached);
    expect(lease(0)).toMatchObject({ status: "vending", queuedAt: NOW });
    expect(lease(0)).not.toHaveProperty("accountKey");
    expect(ledger.accounts).toMatchObject([{ status: "closed" }]);
    const kinds = ledger.events.map(({ type }) => type).slice(-3);
    expect(kinds).toEqual(["AccountNeverCreated", "AccountLimitMet", "LeaseQueued"]);
    expect(ledger.events.at(-1)?.why).toContain("ACCOUNT_NUMBER_LIMIT_EXCEEDED");
  });

  test("waits again too when AWS says so only in the end", async () => {
    const { ask, create, confirm, lease } = aVend(LATER);
    await ask(0);
    await create(0);
    await expect(confirm(0)).rejects.toThrow(AccountLimitReached);
    expect(lease(0)).toMatchObject({ status: "vending", queuedAt: NOW });
  });

  test("is told the same when a step is repeated after its answer was lost", async () => {
    const { ask, create, confirm, ledger } = aVend();
    await ask(0);
    await expect(create(0)).rejects.toThrow(AccountLimitReached);
    const written = ledger.traffic.commits;
    await expect(create(0)).rejects.toThrow(AccountLimitReached);
    await expect(confirm(0)).rejects.toThrow(AccountLimitReached);
    expect(ledger.traffic.commits).toBe(written);
  });

  test("stands in front of those who came after it", async () => {
    const { ask, admit, create, pass, ledger } = aVend();
    await ledger.commit({
      creations: { ...(await ledger.creations()), version: 1, inProgress: 5 },
      events: [],
    });
    for (const index of [0, 1]) {
      await ask(index);
      pass(60);
    }
    const creations = await ledger.creations();
    ledger.put({ creations: { ...creations, inProgress: 4 } });
    await admit();
    await expect(create(0)).rejects.toThrow(AccountLimitReached);
    expect(await ledger.queued("creation", 9)).toEqual([leaseId(0), leaseId(1)]);
  });

  test("is taken back when its owner has asked for the end meanwhile", async () => {
    const { ask, create, lease, ledger } = aVend();
    await ask(0);
    const wish = endInactive(lease(0) as VendingLease, ALICE, NOW);
    ledger.put("refused" in wish ? {} : wish);
    await expect(create(0)).rejects.toThrow(AccountLimitReached);
    expect(lease(0)).toMatchObject({ status: "cancelled" });
  });
});

describe("the count of slots", () => {
  test("learns from the refusal: nobody asks AWS again", async () => {
    const { ask, create, pass, ledger } = aVend();
    await ask(0);
    await expect(create(0)).rejects.toThrow(AccountLimitReached);
    pass(3_600);
    expect(await ask(1)).toEqual({ next: "wait" });
    const creations = await ledger.creations();
    expect(slotsLeft(creations, SLOTS)).toBe(0);
    expect(slotsLeft(creations, SLOTS + 1)).toBe(SLOTS + 1);
    const supply = { creations, slots: SLOTS, pooled: 0, comings: [] };
    expect(waitsFor(1, supply)).toBe("slot");
    expect(estimate(1, supply, NOW)).toBeUndefined();
  });

  test("forgets after a day, in which others may have made room", async () => {
    const { ask, create, ledger } = aVend();
    await ask(0);
    await expect(create(0)).rejects.toThrow(AccountLimitReached);
    const creations = await ledger.creations();
    expect(forgetLimit(creations, plus(NOW, DAY - 1))).toBeUndefined();
    const forgotten = forgetLimit(creations, plus(NOW, DAY));
    expect(forgotten && slotsLeft(forgotten, SLOTS)).toBe(SLOTS);
  });
});
