import { beforeAll, expect, test } from "vitest";
import { localConfiguration } from "../../local/cloud/configuration.ts";
import { aCloud, DAY, HOUR, type TestCloud } from "../support/cloud.ts";
import { useEmptyHandedEngine } from "../support/engine.ts";
import { accountsIn, leasesIn } from "../support/ledger.ts";

let cloud: TestCloud;
beforeAll(async () => {
  const { configuration } = await localConfiguration({ pool: { size: 1, longestAge: "P5D" } });
  cloud = await aCloud({ configuration });
  await useEmptyHandedEngine(cloud);
});

const stocked = () => cloud.events.filter(({ type }) => type === "AccountStocked");

const stockedTimes = async (times: number, within: number) => {
  const until = cloud.world.clock.now() + within;
  await cloud.world.clock.run({ until, done: () => stocked().length === times });
  expect(stocked()).toHaveLength(times);
};

test("a request is served from the pool, which fills itself again", async () => {
  const { accountKey } = await cloud.until("AccountStocked");
  if (accountKey === undefined) throw new Error("no account");

  const leaseId = await cloud.request();
  await cloud.until("LeaseActivated", { leaseId });

  const mine = cloud.events.filter((event) => event.leaseId === leaseId);
  expect(mine.find(({ type }) => type === "AccountClaimed")).toMatchObject({ accountKey });
  expect(mine.map(({ type }) => type)).not.toContain("AccountCreationSubmitted");
  await stockedTimes(2, HOUR);
});

test("an account that nobody claims is closed when it is too old, and another takes its place", async () => {
  const { accountKey } = stocked()[1] ?? {};
  const recordOf = async () => (await accountsIn(cloud)).find(({ key }) => key === accountKey);
  await cloud.pass(4 * DAY);
  expect(await recordOf()).toMatchObject({ status: "available" });

  const { leaseId } = await cloud.until("AccountQuarantined", { accountKey });
  await cloud.until("AccountClosed", { accountKey });

  expect(await recordOf()).toMatchObject({ status: "closed" });
  await stockedTimes(3, HOUR);
  const about = cloud.events.filter((event) => event.leaseId === leaseId);
  expect(about.map(({ type }) => type).filter((type) => type.startsWith("Lease"))).toEqual([]);
  const [lease] = (await leasesIn(cloud)).filter(({ id }) => id === leaseId);
  expect(lease).toMatchObject({ status: "ended", reason: "aged-out" });
  const whole = "from=2026-12-01&to=2026-12-31";
  const { status, body } = await cloud.as("administrator")(`GET /v1/reports/leases?${whole}`);
  expect(status).toBe(200);
  expect(JSON.stringify(body)).not.toContain(leaseId);
});
