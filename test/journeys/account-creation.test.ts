import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { creationsOf } from "../../local/services/organizations/records.ts";
import { changeSettings, failNextCreation } from "../../local/services/organizations/settings.ts";
import { type Fault, planFaults } from "../../local/wire/faults.ts";
import { forbid, NO_NUKES } from "../support/breakage.ts";
import { aCloud, DAY, HOUR, type TestCloud } from "../support/cloud.ts";
import { accountOf, accountsIn } from "../support/ledger.ts";
import { lostAccounts, madeAccounts } from "../support/organization.ts";
import { makeRoom } from "../support/room.ts";
import { watchCalls } from "../support/watching.ts";

const calls = planFaults();

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await aCloud({ calls });
  makeRoom(cloud);
  await forbid(cloud, NO_NUKES);
});

beforeEach(() => calls.clear());

/** Its place is free again for the next test. */
async function end(leaseId: string) {
  await cloud.as("developer")(`DELETE /v1/leases/${leaseId}`);
  await cloud.until("LeaseEnded", { leaseId });
}

/** Vends with what is arranged, and expects that it made one account, which the lease has. */
async function expectOneAccount() {
  const before = madeAccounts(cloud).length;
  const leaseId = await cloud.request();
  await cloud.until("LeaseActivated", { leaseId });
  const made = madeAccounts(cloud).slice(before);
  expect(made.map(({ id }) => id)).toEqual([(await cloud.lease(leaseId))["accountId"]]);
  expect(await lostAccounts(cloud)).toEqual([]);
  await end(leaseId);
}

const strikeCreation = (fault: Fault) =>
  void calls.add({ service: "organizations", operation: "CreateAccount", nth: 1, fault });

// Before all others: a day passes, and every account that is there costs time.
describe("a creation of which nobody knows what became of it", () => {
  it("fails the lease within the hour, and is looked for a day long", async () => {
    const leases: string[] = [];
    for (const reason of ["CONCURRENT_ACCOUNT_MODIFICATION", "EMAIL_ALREADY_EXISTS"] as const) {
      failNextCreation(cloud.world, reason);
      const leaseId = await cloud.request();
      leases.push(leaseId);
      const asked = cloud.world.clock.now();
      await cloud.until("LeaseFailed", { leaseId });
      expect(cloud.world.clock.now() - asked).toBeLessThan(HOUR);
      const { cause } = (await cloud.lease(leaseId)) as { cause: { message: string } };
      expect(cause.message).toContain(reason);
      expect(await accountOf(cloud, leaseId)).toMatchObject({ status: "creating" });
    }
    const failed = cloud.world.clock.now();

    for (const leaseId of leases) await cloud.until("AccountNeverCreated", { leaseId });

    expect(cloud.world.clock.now() - failed).toBeGreaterThan(DAY - 2 * HOUR);
    for (const leaseId of leases)
      expect(await accountOf(cloud, leaseId)).toMatchObject({ status: "closed" });
  });
});

describe("CreateAccount, which has no client token,", () => {
  it.each([
    ["is throttled", "throttle"],
    ["fails without an effect", "serverError"],
    ["is cut off before it takes effect", "reset"],
    ["hangs without an effect", "timeoutBefore"],
    ["takes effect, but its answer is lost", "lostAnswer"],
    ["takes effect, but never answers", "timeoutAfter"],
  ] as const)("makes one account when it %s", async (_, fault) => {
    strikeCreation(fault);

    await expectOneAccount();
  });

  it("makes one account when its answer is lost and no listing shows it yet", async () => {
    strikeCreation("lostAnswer");
    hideFirstRequest();

    await expectOneAccount();
  });

  it.each(["EMAIL_ALREADY_EXISTS", "ACCOUNT_LIMIT_EXCEEDED", "INTERNAL_FAILURE"] as const)(
    "makes one account when its answer is lost and its repetition fails with %s",
    async (reason) => {
      strikeCreation("lostAnswer");
      hideFirstRequest(() => failNextCreation(cloud.world, reason));

      await expectOneAccount();
    },
  );

  it("makes one account when it took the last place and its answer was lost", async () => {
    strikeCreation("lostAnswer");
    hideFirstRequest(() => {
      changeSettings(cloud.world, { accountLimit: 1 });
      onNextCreation(() => changeSettings(cloud.world, { accountLimit: 1_000 }));
    });

    await expectOneAccount();
  });

  it("is asked again when the way to Organizations was throttled", async () => {
    await cloud.pass(2 * HOUR); // by then a function must enter its broker again
    for (let nth = 1; nth <= 4; nth += 1)
      calls.add({ service: "sts", operation: "AssumeRole", nth, fault: "throttle" });

    await expectOneAccount();
  });

  function onNextCreation(then: () => void) {
    const stop = cloud.world.trace.watch((happening) => {
      if (happening.kind !== "call" || happening.operation !== "CreateAccount") return;
      stop();
      then();
    });
  }

  /** Listings show a request late: the next one for the first time after ten minutes. */
  function hideFirstRequest(then: () => void = () => undefined) {
    onNextCreation(() => {
      const creations = creationsOf(cloud.world);
      const [id = "", request] = [...creations.entries()].at(-1) ?? [];
      if (request) creations.set(id, { ...request, listedFrom: request.listedFrom + 600_000 });
      then();
    });
  }
});

describe("a creation that fails", () => {
  it.each(["INTERNAL_FAILURE", "INVALID_EMAIL", "FAILED_BUSINESS_VALIDATION"] as const)(
    "with %s fails the lease, and there never was an account",
    async (reason) => {
      const before = madeAccounts(cloud).length;
      failNextCreation(cloud.world, reason);
      const leaseId = await cloud.request();

      await cloud.until("LeaseFailed", { leaseId });

      const { status, cause } = await cloud.lease(leaseId);
      expect({ status, cause }).toMatchObject({
        status: "failed",
        cause: { error: "CreationFailed", message: expect.stringContaining(reason) },
      });
      expect(await accountOf(cloud, leaseId)).toMatchObject({ status: "closed" });
      expect(madeAccounts(cloud)).toHaveLength(before);
    },
  );

  it("asks Organizations once for each account, and for no more than it needs", async () => {
    const created = watchCalls(cloud, "CreateAccount");

    await expectOneAccount();

    expect(created).toHaveLength(1);
    const open = (await accountsIn(cloud)).filter(({ status }) => status === "creating");
    expect(open).toEqual([]);
  });
});
