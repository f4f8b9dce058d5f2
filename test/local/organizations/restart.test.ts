import { describe, expect, it } from "vitest";
import {
  account,
  anAccount,
  anOrganization,
  DAY,
  HOUR,
  MINUTE,
  type Organization,
  SECOND,
} from "./an-organization.ts";

/** The same organization in another process, as it begins from what the first left in storage. */
function restarted({ world }: Organization): Organization {
  return anOrganization({
    seed: 2,
    left: { storage: world.storage, now: world.clock.now() },
  });
}

describe("A restart", () => {
  it("goes on with creations", async () => {
    const before = anOrganization();
    const request = await before.request("blue");
    await before.pass(SECOND);

    const after = restarted(before);
    await after.pass(10 * MINUTE);

    expect(await after.statusOf(request)).toMatchObject({ State: "SUCCEEDED" });
    expect(after.roles).toHaveLength(1);
  });

  it("makes up for creations that were due meanwhile", async () => {
    const before = anOrganization();
    const request = await before.request("blue");
    const { storage, clock } = before.world;

    const after = anOrganization({ left: { storage, now: clock.now() + HOUR } });
    await after.pass(0);

    expect(await after.statusOf(request)).toMatchObject({ State: "SUCCEEDED" });
  });

  it("makes access roles that are still to come, and none twice", async () => {
    const before = anOrganization();
    const request = await before.request("blue");
    const succeeded = async () => (await before.statusOf(request))["State"] === "SUCCEEDED";
    await before.world.clock.run({ until: before.world.clock.now() + HOUR, done: succeeded });

    const after = restarted(before);
    await after.pass(4 * MINUTE);
    const again = restarted(after);
    await again.pass(HOUR);

    expect([before.roles.length, after.roles.length, again.roles.length]).toEqual([0, 1, 0]);
  });

  it("goes on with closures up to the end", async () => {
    const before = anOrganization();
    const AccountId = await anAccount(before, "blue");
    await before.call("CloseAccount", { AccountId });

    const after = restarted(before);
    await after.pass(4 * HOUR);
    const state = (await account(after, AccountId))["State"];
    const last = restarted(after);
    await last.pass(94 * DAY);

    expect(state).toBe("CLOSED");
    const gone = account(last, AccountId);
    await expect(gone).rejects.toMatchObject({ name: "AccountNotFoundException" });
  });
});
