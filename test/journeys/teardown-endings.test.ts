import { beforeAll, describe, expect, it } from "vitest";
import { changeSettings } from "../../local/services/organizations/settings.ts";
import { forbid } from "../support/breakage.ts";
import { aCloud, DAY, HOUR, type TestCloud } from "../support/cloud.ts";
import { putEngine, STUBBORN, useEmptyHandedEngine } from "../support/engine.ts";
import { accountOf } from "../support/ledger.ts";
import { anActiveLease, end, retryAccountOf, untilAccountIs } from "../support/lives.ts";
import { madeAccounts } from "../support/organization.ts";
import { makeRoom } from "../support/room.ts";
import { watchCalls } from "../support/watching.ts";

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await aCloud();
  makeRoom(cloud);
  await useEmptyHandedEngine(cloud);
});

const allowClosures = (closureQuota: number) => changeSettings(cloud.world, { closureQuota });

describe("a closing that the quota of 30 days forbids", () => {
  it("is put off by a day, again and again, and is done when the quota is free", async () => {
    allowClosures(0);
    const leaseId = await anActiveLease(cloud);
    await end(cloud, leaseId);
    await cloud.until("AccountClosureParked", { leaseId });
    expect(await accountOf(cloud, leaseId)).toMatchObject({
      status: "closing",
      parked: expect.stringContaining("CloseAccount"),
    });
    const types = () =>
      cloud.events.filter((each) => each.leaseId === leaseId).map(({ type }) => type);

    await cloud.pass(DAY + HOUR);

    expect(types().filter((type) => type === "AccountClosureParked")).toHaveLength(2);
    allowClosures(250);
    expect((await retryAccountOf(cloud, leaseId)).status).toBe(202);
    await cloud.until("AccountClosed", { leaseId });
    expect(types().filter((type) => type === "AccountNuked")).toHaveLength(1);
    expect(types()).not.toContain("AccountNeedsAttention");
  });

  it("calls a person when not even that can be written down", async () => {
    allowClosures(0);
    const mend = await forbid(cloud, { role: "park-closure", action: "dynamodb:PutItem" });
    const leaseId = await anActiveLease(cloud);
    await end(cloud, leaseId);
    await untilAccountIs(cloud, "attention", leaseId);
    await mend();
    allowClosures(250);

    await retryAccountOf(cloud, leaseId);

    await untilAccountIs(cloud, "closed", leaseId);
  });
});

describe("a teardown whose failure path fails", () => {
  it("calls a person all the same", async () => {
    const mends = [
      await forbid(cloud, { role: "require-attention", action: "dynamodb:*" }),
      await forbid(cloud, { role: "broker-quarantine-account", action: "organizations:*" }),
    ];
    const leaseId = await anActiveLease(cloud);
    await end(cloud, leaseId);

    await untilAccountIs(cloud, "attention", leaseId);

    expect(await accountOf(cloud, leaseId)).toMatchObject({ attempt: 1 });
    for (const mend of mends) await mend();
    await retryAccountOf(cloud, leaseId);
    await untilAccountIs(cloud, "closed", leaseId);
  });
});

describe("an account of which something is left", () => {
  it("is not closed: a person reads what is left", async () => {
    await useEmptyHandedEngine(cloud, STUBBORN);
    const closed = watchCalls(cloud, "CloseAccount");
    const leaseId = await anActiveLease(cloud);
    await end(cloud, leaseId);

    await untilAccountIs(cloud, "attention", leaseId);

    expect(await accountOf(cloud, leaseId)).toMatchObject({
      cause: { error: "NotClean", message: expect.stringContaining("s3://left-behind") },
    });
    expect(closed).toEqual([]);
    await useEmptyHandedEngine(cloud);
    await retryAccountOf(cloud, leaseId);
    await untilAccountIs(cloud, "closed", leaseId);
  });
});

describe("an engine that is not the one that was pinned", () => {
  it("is never run", async () => {
    const ran = "#!/bin/sh\necho 'Scan complete: 0 total, 0 nukeable, 0 filtered.'\necho more\n";
    await putEngine(cloud, ran);
    const leaseId = await anActiveLease(cloud);
    await end(cloud, leaseId);

    await untilAccountIs(cloud, "attention", leaseId);

    expect(await accountOf(cloud, leaseId)).toMatchObject({
      cause: { message: expect.stringMatching(/ended as FAILED\. .*Its log is .*mayfly-nuke/) },
    });
    await useEmptyHandedEngine(cloud);
    await retryAccountOf(cloud, leaseId);
    await untilAccountIs(cloud, "closed", leaseId);
  });
});

describe("an account that is to be used again", () => {
  it("is tried again after a day when it could not go back to the pool", async () => {
    const mend = await forbid(cloud, { role: "broker-return-account", action: "organizations:*" });
    const leaseId = await anActiveLease(cloud, { template: "workshop", duration: "PT8H" });
    await end(cloud, leaseId);
    await untilAccountIs(cloud, "attention", leaseId);
    await mend();

    await cloud.until("AccountReturned", { leaseId });

    expect(await accountOf(cloud, leaseId)).toMatchObject({ status: "available" });
  });

  it("serves the next lease, whoever asks, and no other account is made", async () => {
    const before = madeAccounts(cloud).length;

    const leaseId = await anActiveLease(cloud, {}, "colleague");

    expect(madeAccounts(cloud)).toHaveLength(before);
    expect(await accountOf(cloud, leaseId)).toMatchObject({ status: "leased", leaseId });
  });
});
