import { beforeAll, expect, test } from "vitest";
import { localConfiguration } from "../../local/cloud/configuration.ts";
import { aCloud, DAY, type TestCloud } from "../support/cloud.ts";
import { useEmptyHandedEngine } from "../support/engine.ts";
import { accountOf } from "../support/ledger.ts";
import { anActiveLease, untilAccountIs } from "../support/lives.ts";

let cloud: TestCloud;
beforeAll(async () => {
  const { configuration } = await localConfiguration({ pool: { size: 1 } });
  cloud = await aCloud({ configuration });
  await useEmptyHandedEngine(cloud);
});

const WHY = { reason: "Somebody has seen it mining." };

const hold = (key: string) => cloud.as("administrator")(`POST /v1/accounts/${key}/quarantine`, WHY);

const release = (key: string) => cloud.as("administrator")(`POST /v1/accounts/${key}/retry`);

test("an administrator ends a lease at once, keeps all that is in its account, and lets it go on later", async () => {
  const leaseId = await anActiveLease(cloud);
  const { key } = await accountOf(cloud, leaseId);

  const answer = await hold(key);

  expect(answer).toMatchObject({
    status: 202,
    body: { status: "quarantined", hold: { why: WHY.reason } },
  });
  await untilAccountIs(cloud, "attention", leaseId);
  expect(await cloud.lease(leaseId)).toMatchObject({
    ...{ status: "ended", reason: "ended-by-administrator" },
  });
  await cloud.pass(3 * DAY);
  const kept = (await cloud.as("administrator")("GET /v1/accounts?status=attention")).body["items"];
  expect(kept).toMatchObject([
    {
      ...{ key, leaseId, owner: cloud.people.developer.arn, attempt: 1 },
      ...{ leaseOver: "ended-by-administrator", attentionSince: expect.any(String) },
      cause: { error: "RailBroken", message: expect.stringContaining("keeps it in quarantine") },
      hold: { why: WHY.reason, by: expect.stringContaining("administrator") },
    },
  ]);
  const told = cloud.events.filter((event) => event.accountKey === key);
  expect(told.map(({ type }) => type)).not.toContain("AccountNukeStarted");

  expect((await release(key)).status).toBe(202);
  await cloud.until("AccountClosed", { accountKey: key });
});

test("an account of the pool is given to nobody until it is released", async () => {
  const { accountKey = "" } = await cloud.until("AccountStocked");
  const { body } = await cloud.as("administrator")("GET /v1/accounts?status=available");
  const [{ key } = { key: accountKey }] = body["items"] as { key: string }[];

  expect((await hold(key)).body).toMatchObject({ status: "attention", setAside: true });
  expect((await release(key)).body).toMatchObject({ status: "available" });
});

test("one that is closed is beyond quarantine", async () => {
  const { accountKey = "" } = await cloud.until("AccountClosed");
  expect(await hold(accountKey)).toMatchObject({
    ...{ status: 409, body: { detail: expect.stringContaining("is closed") } },
  });
});
