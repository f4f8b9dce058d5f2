import { expect, test } from "vitest";
import { localConfiguration } from "../../local/cloud/configuration.ts";
import { aCloud } from "../support/cloud.ts";

test("a request is served from the pool, which fills itself again", async () => {
  const { configuration } = await localConfiguration({ pool: { size: 1 } });
  const cloud = await aCloud({ configuration });
  const { accountKey } = await cloud.until("AccountStocked");
  if (accountKey === undefined) throw new Error("no account");

  const leaseId = await cloud.request();
  await cloud.until("LeaseActivated", { leaseId });

  const mine = cloud.events.filter((event) => event.leaseId === leaseId);
  expect(mine.find(({ type }) => type === "AccountClaimed")).toMatchObject({ accountKey });
  expect(mine.map(({ type }) => type)).not.toContain("AccountCreationSubmitted");
  const stocked = () => cloud.events.filter(({ type }) => type === "AccountStocked");
  await cloud.world.clock.run({
    until: cloud.world.clock.now() + 3_600_000,
    done: () => stocked().length === 2,
  });
  expect(stocked()).toHaveLength(2);
});
