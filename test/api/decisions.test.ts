import { beforeAll, describe, expect, it } from "vitest";
import type { Person } from "../../local/cloud/people.ts";
import { planFaults } from "../../local/wire/faults.ts";
import { NO_BUILDS } from "../support/breakage.ts";
import { aCloud, type TestCloud } from "../support/cloud.ts";
import { leasesIn } from "../support/ledger.ts";
import { expectRefusal } from "../support/refusals.ts";

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await aCloud({ calls: planFaults([NO_BUILDS]) });
});

const post = (id: string, deed: string, body?: object, person: Person = "developer") =>
  cloud.as(person)(`POST /v1/leases/${id}/${deed}`, body);
const end = (id: string, person: Person = "developer") =>
  cloud.as(person)(`DELETE /v1/leases/${id}`);

const EXPERIMENT = { template: "experiment", duration: "P14D" };

/** A request that waits for an approver. */
async function aRequest(person: Person = "developer"): Promise<string> {
  for (const { id, owner, status } of await leasesIn(cloud))
    if (status === "requested" && owner.endsWith(`/${person}`)) await end(id, person);
  return await cloud.request(EXPERIMENT, person);
}

const wrongState = (says: RegExp) => ({ status: 409, kind: "wrong-state", says });

describe("a request that needs approval", () => {
  it("waits until somebody approves, and is vended then", async () => {
    const id = await aRequest();
    expect(await cloud.lease(id)).toMatchObject({ status: "requested" });

    const { status, body } = await post(id, "approve", undefined, "approver");

    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: "vending",
      approvedBy: expect.stringMatching("approver"),
    });
    await cloud.until("LeaseActivated", { leaseId: id });
    await end(id);
    await cloud.until("LeaseEnded", { leaseId: id });
  });

  it("is not approved twice", async () => {
    const id = await aRequest();
    await post(id, "approve", {}, "approver");

    await expectRefusal(cloud, () => post(id, "approve", {}, "administrator"), {
      ...wrongState(/is vending; only a requested lease can be approved/),
    });

    await cloud.until("LeaseActivated", { leaseId: id });
    await end(id);
    await cloud.until("LeaseEnded", { leaseId: id });
  });

  it("is denied with a reason that its owner reads", async () => {
    const id = await aRequest();

    await post(id, "deny", { reason: "The budget of the team is used up." }, "approver");

    const { body } = await cloud.as("developer")(`GET /v1/leases/${id}`);
    expect(body).toMatchObject({ status: "denied", reason: "The budget of the team is used up." });
  });

  it("is not denied twice, nor approved after that", async () => {
    const id = await aRequest();
    await post(id, "deny", { reason: "No." }, "approver");

    const again = () => post(id, "deny", { reason: "Still no." }, "approver");

    await expectRefusal(cloud, again, wrongState(/is denied/));
    await expectRefusal(cloud, () => post(id, "approve", {}, "approver"), wrongState(/is denied/));
  });

  it.each(["approve", "deny"])("is not for its own approver to %s", async (deed) => {
    const id = await aRequest("approver");

    await expectRefusal(cloud, () => post(id, deed, bodyOf(deed), "approver"), {
      ...{ status: 403, kind: "not-allowed", says: /owner/ },
    });
  });

  it("is not for an administrator to approve who asked for it", async () => {
    const id = await aRequest("administrator");

    await expectRefusal(cloud, () => post(id, "approve", {}, "administrator"), {
      ...{ status: 403, kind: "not-allowed" },
    });
  });

  it.each([
    ["no reason", {}, /is missing/],
    ["an empty reason", { reason: " " }, /is empty/],
    ["a reason of 501 characters", { reason: "x".repeat(501) }, /500 characters/],
  ])("is not denied with %s", async (_, body, says) => {
    const id = await aRequest();

    await expectRefusal(cloud, () => post(id, "deny", body, "approver"), {
      ...{ status: 422, kind: "invalid", field: "reason", says },
    });
  });

  it("is not approved with conditions", async () => {
    const id = await aRequest();

    await expectRefusal(cloud, () => post(id, "approve", { duration: "P1D" }, "approver"), {
      ...{ status: 422, kind: "invalid", field: "duration" },
    });
  });

  it("is taken back by its owner, and frees the place that it held", async () => {
    const id = await aRequest();

    expect(await end(id)).toMatchObject({ status: 200, body: { status: "cancelled" } });

    expect(await cloud.request(EXPERIMENT)).not.toBe(id);
  });

  it("gets one decision when everybody decides at once", async () => {
    const id = await aRequest();
    const deeds = ["approve", "deny", "approve", "deny", "approve", "deny"];

    const answers = await Promise.all(
      deeds.map((deed) => post(id, deed, bodyOf(deed), "approver")),
    );

    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array(5).fill(409)]);
    const { items } = (await cloud.as("approver")(`GET /v1/leases/${id}/events`)).body as {
      items: readonly { type: string }[];
    };
    const decided = items.filter(({ type }) => /Approved|Denied/.test(type));
    expect(decided).toHaveLength(1);
  });
});

const bodyOf = (deed: string) => (deed === "deny" ? { reason: "No." } : {});

describe("a lease that is being vended", () => {
  it("is not extended", async () => {
    const id = await cloud.request({}, "colleague");

    await expectRefusal(cloud, () => post(id, "extend", { duration: "P1D" }, "colleague"), {
      ...wrongState(/is vending; only an active lease can be extended/),
    });

    await cloud.until("LeaseActivated", { leaseId: id });
  });

  it.each([
    ["its owner", "developer", "ended-by-owner"],
    ["an administrator", "administrator", "ended-by-administrator"],
  ] as const)("ends as soon as it is ready, when %s has ended it before", async (_, by, reason) => {
    const id = await cloud.request();

    expect(await end(id, by)).toMatchObject({ status: 200, body: { status: "vending" } });
    expect((await end(id, by)).status).toBe(200);

    await cloud.until("LeaseEnded", { leaseId: id });
    expect(await cloud.lease(id)).toMatchObject({ status: "ended", reason });
  });
});

describe("an active lease", () => {
  let id: string;
  let expiresAt: string;
  beforeAll(async () => {
    id = await cloud.request({ duration: "P2D" });
    await cloud.until("LeaseActivated", { leaseId: id });
    ({ expiresAt } = (await cloud.lease(id)) as { expiresAt: string });
  });

  const later = (milliseconds: number) =>
    new Date(Date.parse(expiresAt) + milliseconds).toISOString();

  it.each([
    ["nothing", {}, "duration", /endsAt must be given/],
    ["a duration and an end", { duration: "P1D", endsAt: "2027-01-01T00:00Z" }, "duration", /both/],
    ["a malformed duration", { duration: "1 day" }, "duration", /ISO 8601/],
    ["a malformed end", { endsAt: "later" }, "endsAt", /ISO 8601/],
    ["a member that is not known", { duration: "P1D", budget: 7 }, "budget", /not a member/],
    ["a duration of nothing", { duration: "PT0M" }, "duration", /not later than the present end/],
    ["an end in the past", { endsAt: "2026-11-01T00:00Z" }, "endsAt", /not later than/],
  ])("is not extended by %s", async (_, body, field, says) => {
    await expectRefusal(cloud, () => post(id, "extend", body), {
      ...{ status: 422, kind: "invalid", field, says },
    });
  });

  it("is not extended to the end that it has", async () => {
    await expectRefusal(cloud, () => post(id, "extend", { endsAt: expiresAt }), {
      ...{ status: 422, kind: "invalid", field: "endsAt", says: /To end sooner, end the lease/ },
    });
  });

  it.each([
    ["a duration", { duration: "P28DT1M" }, "duration"],
    ["an end", { endsAt: "2027-06-01T00:00:00Z" }, "endsAt"],
  ])("is not extended by %s over the template's longest", async (_, body, field) => {
    await expectRefusal(cloud, () => post(id, "extend", body), {
      ...{ status: 422, kind: "limit-reached", field, says: /allows P30D in all/ },
    });
  });

  it("is extended as often as its template allows, and no more", async () => {
    expect((await post(id, "extend", { duration: "P1D" })).body["expiresAt"]).toBe(
      later(86_400_000),
    );
    expect((await post(id, "extend", { endsAt: later(90_000_000) })).status).toBe(200);
    expect((await post(id, "extend", { duration: "P1D" }, "administrator")).status).toBe(200);

    await expectRefusal(cloud, () => post(id, "extend", { duration: "P1D" }), {
      ...{ status: 409, kind: "limit-reached", says: /allows 3 extensions/ },
    });
  });

  it.each([
    ["approved", "approve", {}],
    ["denied", "deny", { reason: "No." }],
  ])("is not %s any more", async (_, deed, body) => {
    await expectRefusal(cloud, () => post(id, deed, body, "approver"), wrongState(/is active/));
  });

  it("ends once, however many end it at the same time", async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) => end(id, n % 2 === 0 ? "developer" : "administrator")),
    );

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    await cloud.until("LeaseEnded", { leaseId: id });
    const endings = cloud.events.filter(
      ({ type, leaseId }) => type === "LeaseEnding" && leaseId === id,
    );
    expect(endings).toHaveLength(1);
  });

  it.each([
    ["extended", () => post(id, "extend", { duration: "P1D" })],
    ["approved", () => post(id, "approve", {}, "approver")],
    ["denied", () => post(id, "deny", { reason: "No." }, "approver")],
    ["ended", () => end(id)],
  ] as const)("is not %s when it is over", async (_, ask) => {
    await expectRefusal(cloud, ask, wrongState(/is ended/));
  });
});
