import { expect, test } from "vitest";
import { localConfiguration } from "../../local/cloud/configuration.ts";
import example from "../../mayfly.config.example.ts";
import { aCloud } from "../support/cloud.ts";

/** Room for the two accounts that are always there, and for one of Mayfly's. */
const ONE_SLOT = { organization: { ...example.organization, accountQuota: 3 } };

const WORKSHOP = { template: "workshop", duration: "PT2H" };

test("whoever waits is told how long, and gets the account that another one gives back", async () => {
  const { configuration } = await localConfiguration(ONE_SLOT);
  const cloud = await aCloud({ configuration });
  const first = await cloud.request(WORKSHOP);
  await cloud.until("LeaseActivated", { leaseId: first });

  const second = await cloud.request(WORKSHOP, "colleague");
  await cloud.until("LeaseQueued", { leaseId: second });
  const told = (await cloud.as("colleague")(`GET /v1/leases/${second}`)).body;
  expect(told).toMatchObject({
    status: "vending",
    queue: {
      position: 1,
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

  await cloud.as("developer")(`DELETE /v1/leases/${first}`);
  await cloud.until("LeaseActivated", { leaseId: second });
  const kinds = cloud.events.map(({ type }) => type);
  expect(kinds.filter((type) => type === "AccountCreated")).toHaveLength(1);
  expect(kinds).toContain("LeaseAdmitted");
});

test("a request that waits is taken back at once, and the next one is told so", async () => {
  const { configuration } = await localConfiguration(ONE_SLOT);
  const cloud = await aCloud({ configuration });
  await cloud.until("LeaseActivated", { leaseId: await cloud.request(WORKSHOP) });
  const second = await cloud.request(WORKSHOP, "colleague");
  await cloud.until("LeaseQueued", { leaseId: second });

  const answer = await cloud.as("colleague")(`DELETE /v1/leases/${second}`);

  expect(answer).toMatchObject({ status: 200, body: { status: "cancelled" } });
  const { body } = await cloud.as("colleague")("GET /v1/capacity");
  expect(body).toMatchObject({ queue: { length: 0, next: { position: 1 } }, mine: [] });
});
