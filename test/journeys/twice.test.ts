import { beforeAll, describe, expect, it } from "vitest";
import type { DomainEvent } from "../../domain/events.ts";
import type { InvocationFaults } from "../../local/services/lambda/faults.ts";
import { STEPS } from "../../statemachines/definition.ts";
import { asRoot } from "../support/as-root.ts";
import { aCloud, HOUR, type TestCloud } from "../support/cloud.ts";
import { doubleSteps, invoke } from "../support/doubling.ts";
import { useEmptyHandedEngine } from "../support/engine.ts";
import { accountOf, everythingIn } from "../support/ledger.ts";
import { anActiveLease, end, untilWithout } from "../support/lives.ts";
import { lostAccounts, madeAccounts } from "../support/organization.ts";
import { makeRoom } from "../support/room.ts";
import { watchCalls, watchFailures } from "../support/watching.ts";

/** What is delivered twice at this moment; nothing at first. */
const twice = { events: false, batches: false };
const invocations: InvocationFaults = {
  isDoubled: () => twice.events,
  // Killed after it has published: the batch comes again.
  killAfterCalls: (name, nth) =>
    twice.batches && name === "mayfly-publish-events" && nth % 2 === 1 ? 1 : undefined,
};

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await aCloud({ invocations });
  makeRoom(cloud);
  await useEmptyHandedEngine(cloud);
});

/** What the ledger's history says that happened to a lease and its account, however often it was told. */
async function historyOf(leaseId: string): Promise<readonly string[]> {
  const items = await everythingIn(cloud);
  return items
    .filter(({ pk, sk }) => pk === `LEASE#${leaseId}` && sk.startsWith("EVENT#"))
    .map(({ event }) => (event as DomainEvent).type)
    .toSorted();
}

const USUAL = [
  ...["AccountClaimed", "AccountClosed", "AccountClosing", "AccountCreated"],
  ...["AccountCreationAccepted", "AccountCreationSubmitted", "AccountLeased"],
  ...["AccountNukeStarted", "AccountNuked", "AccountQuarantined"],
  ...["LeaseAccessGranted", "LeaseAccessRevoked", "LeaseActivated", "LeaseEnded"],
  ...["LeaseEnding", "LeaseRequested", "LeaseVending"],
];

/** Vends and tears down, and expects that everything happened once. */
async function expectOneLife(usual: readonly string[] = USUAL): Promise<void> {
  const before = madeAccounts(cloud).length;
  const builds = watchCalls(cloud, "StartBuild");
  const leaseId = await anActiveLease(cloud);
  await end(cloud, leaseId);
  await untilWithout(cloud, "AccountClosed", leaseId);
  await cloud.pass(HOUR); // whatever is still on its way comes to nothing
  expect(await historyOf(leaseId)).toEqual(usual);
  expect(await accountOf(cloud, leaseId)).toMatchObject({ status: "closed" });
  expect(madeAccounts(cloud).slice(before)).toMatchObject([{ state: "CLOSED" }]);
  expect(builds).toHaveLength(1);
  expect(await lostAccounts(cloud)).toEqual([]);
}

describe("a life in which nothing happens twice", () => {
  it("is what the others are compared with", async () => {
    await expectOneLife();
  });
});

describe("a life in which every event is delivered twice", () => {
  it("is no different", async () => {
    twice.events = true;

    await expectOneLife();

    twice.events = false;
  });

  it("is no different when they are published twice, too", async () => {
    twice.batches = true;
    const before = cloud.events.length;

    await expectOneLife();

    expect(cloud.events.slice(before).length).toBeGreaterThan(USUAL.length);
    twice.batches = false;
  });
});

describe("an execution that is started twice", () => {
  const start = async (name: string, input: object) => {
    const machine = name.split("-")[0];
    const stateMachineArn = `arn:aws:states:eu-west-1:222222222222:stateMachine:mayfly-${machine}`;
    const asked = { stateMachineArn, name, input: JSON.stringify(input) };
    await asRoot(cloud, { service: "states", operation: "StartExecution", input: asked });
  };

  it("vends one account, even under another name", async () => {
    const before = madeAccounts(cloud).length;
    const leaseId = await cloud.request();
    await start(`vend-${leaseId}-by-hand`, { leaseId });

    await cloud.until("LeaseActivated", { leaseId });
    await cloud.pass(HOUR);

    expect(await cloud.lease(leaseId)).toMatchObject({ status: "active" });
    expect(madeAccounts(cloud)).toHaveLength(before + 1);
    await end(cloud, leaseId);
    await cloud.until("AccountClosed", { leaseId });
  });

  it("is the same execution when it has the same name", async () => {
    const leaseId = await cloud.request();
    await cloud.until("LeaseVending", { leaseId });

    await start(`vend-${leaseId}`, { leaseId });

    await cloud.until("LeaseActivated", { leaseId });
    await end(cloud, leaseId);
    await cloud.until("AccountClosed", { leaseId });
  });
});

describe("the end of a lease", () => {
  it("comes once, however early, often and late its schedule fires", async () => {
    const leaseId = await anActiveLease(cloud, { duration: "PT3H" });
    const before = await everythingIn(cloud);
    await invoke(cloud, "lease-due", { leaseId });
    expect(await everythingIn(cloud)).toEqual(before);

    await cloud.pass(2 * HOUR + 1_800_000);
    await Promise.all([1, 2, 3].map(() => invoke(cloud, "lease-due", { leaseId })));
    await cloud.pass(HOUR);
    await Promise.all([1, 2, 3].map(() => invoke(cloud, "lease-due", { leaseId })));

    await cloud.until("AccountClosed", { leaseId });
    const history = await historyOf(leaseId);
    expect(history).toEqual([...USUAL, "LeaseExpiring"].toSorted());
  });
});

describe.each([
  ["exited", "after it was done"],
  ["entered", "at the same time"],
] as const)("a life in which each step is run again (%s)", (when, then) => {
  it(`has one account and one teardown, when it runs ${then}`, async () => {
    const failures = watchFailures(cloud);
    const { doubled, stop } = doubleSteps(cloud, when);

    await expectOneLife();
    stop();

    expect(failures).toEqual([]);
    const { vend, teardown } = STEPS;
    const ran = [...Object.values<string>(vend), ...Object.values<string>(teardown)];
    const notInThisLife = ["fail-lease", "park-closure", "require-attention", "return-account"];
    expect(ran.filter((step) => !doubled.has(step)).toSorted()).toEqual(notInThisLife);
  });
});
