import { expect, test } from "vitest";
import { localConfiguration } from "../../local/cloud/configuration.ts";
import { changeSettings } from "../../local/services/organizations/settings.ts";
import example from "../../mayfly.config.example.ts";
import { aCloud } from "../support/cloud.ts";

/** Room for the two accounts that are always there, and for one of Mayfly's. */
const ONE_SLOT = { organization: { ...example.organization, accountQuota: 3 } };

const WORKSHOP = { template: "workshop", duration: "PT2H" };

test("whoever waits is told how long, and gets the account that another one gives back", async () => {
  const { configuration } = await localConfiguration(ONE_SLOT);
  const cloud = await aCloud({ configuration });
  const asked = await cloud.as("developer")("POST /v1/leases", {
    ...WORKSHOP,
    purpose: "a load test",
  });
  expect(asked.body["queue"]).toMatchObject({
    ...{ position: 1, waitsFor: "creation", message: "position 1, about 6 minutes" },
  });
  const first = String(asked.body["id"]);
  await cloud.until("AccountCreationSubmitted", { leaseId: first });
  expect((await cloud.lease(first))["queue"]).toMatchObject({ position: 0, waitsFor: "creation" });
  await cloud.until("LeaseActivated", { leaseId: first });

  const second = await cloud.request(WORKSHOP, "colleague");
  await cloud.until("LeaseQueued", { leaseId: second });
  const told = (await cloud.as("colleague")(`GET /v1/leases/${second}`)).body;
  expect(told).toMatchObject({
    status: "vending",
    queue: {
      position: 1,
      waitsFor: "slot",
      message: expect.stringMatching(/^position 1, about \d+ (minutes|hours)$/),
    },
  });

  const seen = (await cloud.as("colleague")("GET /v1/capacity")).body;
  expect(seen).toMatchObject({ mine: [{ leaseId: second, position: 1 }], queue: { length: 1 } });
  expect(seen).not.toHaveProperty("closures");
  const all = (await cloud.as("administrator")("GET /v1/capacity")).body;
  expect(all).toMatchObject({
    slots: { ours: 1, taken: 1, left: 0 },
    closures: { quota: 250, left: 250, inProgress: 0 },
    mine: [],
  });
  expect(all["month"]).toHaveLength(30);

  const third = await cloud.request(WORKSHOP, "approver");
  await cloud.until("LeaseQueued", { leaseId: third });
  const takenBack = await cloud.as("approver")(`DELETE /v1/leases/${third}`);
  expect(takenBack).toMatchObject({ status: 200, body: { status: "cancelled" } });
  const after = (await cloud.as("approver")("GET /v1/capacity")).body;
  expect(after).toMatchObject({ queue: { length: 1, next: { position: 2 } }, mine: [] });

  await cloud.as("developer")(`DELETE /v1/leases/${first}`);
  await cloud.until("LeaseActivated", { leaseId: second });
  const kinds = cloud.events.map(({ type }) => type);
  expect(kinds.filter((type) => type === "AccountCreated")).toHaveLength(1);
  expect(kinds).toContain("LeaseAdmitted");
});

test("when AWS has less room than is configured, a lease waits instead of failing, and is served by who leaves", async () => {
  const { configuration } = await localConfiguration({
    organization: { ...example.organization, accountQuota: 4 },
  });
  const cloud = await aCloud({ configuration });
  changeSettings(cloud.world, { accountLimit: 3 });
  const first = await cloud.request(WORKSHOP);
  await cloud.until("LeaseActivated", { leaseId: first });

  const second = await cloud.request(WORKSHOP, "colleague");
  await cloud.until("AccountLimitMet", { leaseId: second });
  expect(await cloud.lease(second)).toMatchObject({
    status: "vending",
    queue: { position: 1, waitsFor: "slot" },
  });
  expect((await cloud.as("administrator")("GET /v1/capacity")).body).toMatchObject({
    slots: { ours: 2, taken: 1, left: 0, limitMet: { room: 1 } },
  });

  await cloud.as("developer")(`DELETE /v1/leases/${first}`);
  await cloud.until("LeaseActivated", { leaseId: second });
  expect(cloud.events.filter(({ type }) => type === "AccountLimitMet")).toHaveLength(1);
});
