import { beforeAll, describe, expect, test } from "vitest";
import type { ConfigurationInput } from "../../infra/configuration.ts";
import { localConfiguration } from "../../local/cloud/configuration.ts";
import example from "../../mayfly.config.example.ts";
import { aCloud, DAY, HOUR, type TestCloud } from "../support/cloud.ts";
import { expectProblem } from "../support/refusals.ts";

const [sandbox] = example.templates;
if (sandbox === undefined) throw new Error("The example has no template.");
const arn = (name: string) => `arn:aws:iam::222222222222:user/${name}`;

const templates: ConfigurationInput["templates"] = [
  { ...sandbox, name: "sandbox", leasesAtOnce: 2, leasesInAll: 2 },
  { ...sandbox, name: "lab", users: [arn("colleague")] },
  {
    ...{
      ...sandbox,
      name: "project",
      leasesAtOnce: 5,
      approval: { above: { duration: "P7D", budget: 100 } },
    },
    approvers: {
      ...{ approvers: [arn("colleague")], substitutes: [arn("approver")] },
      ...{ substitutesAfter: "P1D", patience: "P2D", reminders: ["PT12H"] },
    },
  },
];

let cloud: TestCloud;

beforeAll(async () => {
  const organization = { ...example.organization, accountQuota: 1_000 };
  const local = await localConfiguration({ organization, templates });
  cloud = await aCloud(local);
});

const project = { template: "project", duration: "P10D" };

describe("a lease template", () => {
  test("is shown to those who may use it, and is unknown to others", async () => {
    const seen = async (person: "developer" | "colleague" | "administrator") => {
      const { body } = await cloud.as(person)("GET /v1/lease-templates");
      return (body["items"] as { name: string }[]).map(({ name }) => name);
    };
    expect(await seen("developer")).toEqual(["sandbox", "project"]);
    expect(await seen("colleague")).toEqual(["sandbox", "lab", "project"]);
    expect(await seen("administrator")).toEqual(["sandbox", "lab", "project"]);

    const asked = await cloud.as("developer")("POST /v1/leases", { template: "lab", purpose: "x" });
    expectProblem(asked, { status: 422, kind: "unknown-template", field: "template" });
  });

  test("has no more leases in all than it allows, however many ask at once", async () => {
    const people = ["developer", "colleague", "approver", "administrator"] as const;
    const body = { template: "sandbox", purpose: "a course", duration: "P1D" };
    const answers = await Promise.all(
      [...people, ...people].map((person) => cloud.as(person)("POST /v1/leases", body)),
    );
    const accepted = answers.filter(({ status }) => status === 202);
    expect(accepted).toHaveLength(2);
    const refused = answers.find(({ status }) => status === 409);
    if (refused === undefined) throw new Error("nobody was refused");
    expectProblem(refused, {
      ...{ status: 409, kind: "limit-reached", field: "template", says: /limit of all together/ },
    });

    await cloud.pass(2 * DAY);
    expect((await cloud.as("approver")("POST /v1/leases", body)).status).toBe(202);
  });
});

describe("a request beyond the rules of its template", () => {
  test("is decided on by the template's approvers, and what keeps within them by nobody", async () => {
    const within = await cloud.request({ ...project, duration: "P5D" });
    expect(await cloud.lease(within)).toMatchObject({ status: "vending" });
    const byRules = await cloud.until("LeaseApproved", { leaseId: within });
    expect(byRules).toMatchObject({ by: "mayfly", why: expect.stringContaining("P7D") as string });

    const beyond = await cloud.request(project);
    expectProblem(await cloud.as("approver")(`POST /v1/leases/${beyond}/approve`), {
      ...{ status: 404, kind: "not-found" },
    });
    const listed = await cloud.as("colleague")("GET /v1/leases?status=requested");
    expect(listed.body["items"]).toMatchObject([{ id: beyond }]);
    const reason = { reason: "The thesis is due." };
    const approved = await cloud.as("colleague")(`POST /v1/leases/${beyond}/approve`, reason);
    expect(approved.status).toBe(200);
    const decided = await cloud.until("LeaseApproved", { leaseId: beyond });
    expect(decided).toMatchObject({ by: arn("colleague"), why: reason.reason });
  });

  test("is told again to its approvers, then to their substitutes, and lapses in the end", async () => {
    const id = await cloud.request(project);
    await cloud.pass(13 * HOUR);
    await cloud.pass(13 * HOUR);
    const told = cloud.events.filter(
      ({ type, leaseId }) => type === "LeaseAwaitsApproval" && leaseId === id,
    );
    expect(told.map(({ details }) => details?.["substitutes"])).toEqual([false, true]);
    expect((await cloud.as("approver")(`GET /v1/leases/${id}`)).status).toBe(200);

    await cloud.until("LeaseLapsed", { leaseId: id });

    expect(await cloud.lease(id)).toMatchObject({ status: "cancelled" });
    expectProblem(await cloud.as("colleague")(`POST /v1/leases/${id}/approve`), {
      ...{ status: 409, kind: "wrong-state" },
    });
  });
});
