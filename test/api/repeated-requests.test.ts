import { beforeAll, describe, expect, it } from "vitest";
import type { ApiAnswer } from "../../local/client/mayfly-client.ts";
import { aCloud, HOUR, type TestCloud } from "../support/cloud.ts";
import { everythingIn, leasesIn } from "../support/ledger.ts";
import { expectProblem, expectRefusal } from "../support/refusals.ts";

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await aCloud();
});

const BODY = { template: "experiment", purpose: "a load test" };

const ask = (key: string, body: object = BODY, person: "developer" | "colleague" = "developer") =>
  cloud.as(person)("POST /v1/leases", body, { "Idempotency-Key": key });

const idsOf = (answers: readonly ApiAnswer[]) => new Set(answers.map(({ body }) => body["id"]));

async function withdraw(id: unknown, person: "developer" | "colleague" = "developer") {
  expect((await cloud.as(person)(`DELETE /v1/leases/${String(id)}`)).status).toBe(200);
}

describe("a request with an idempotency key", () => {
  it("gives the same lease again, and writes nothing more", async () => {
    const first = await ask("pipeline-17");
    const before = await everythingIn(cloud);

    const second = await ask("pipeline-17");

    expect(second).toMatchObject({ status: 202, body: first.body });
    expect(second.headers.get("location")).toBe(`/v1/leases/${String(first.body["id"])}`);
    expect(await everythingIn(cloud)).toEqual(before);
  });

  it("is refused with another body", async () => {
    await expectRefusal(cloud, () => ask("pipeline-17", { ...BODY, purpose: "something else" }), {
      ...{ status: 422, kind: "key-reused", field: "Idempotency-Key", says: /Use a new key/ },
    });
  });

  it("gives the lease as it has become in the meantime", async () => {
    const { body } = await ask("pipeline-17");
    await withdraw(body["id"]);

    const again = await ask("pipeline-17");

    expect(again.body).toMatchObject({ id: body["id"], status: "cancelled" });
  });

  it("shares its key with nobody else", async () => {
    const own = await ask("pipeline-17");

    const foreign = await ask("pipeline-17", { ...BODY, purpose: "another team's" }, "colleague");

    expect(foreign.status).toBe(202);
    expect(foreign.body["id"]).not.toBe(own.body["id"]);
    await withdraw(foreign.body["id"], "colleague");
  });

  it("opens one lease when it comes twenty times at once", async () => {
    const before = await leasesIn(cloud);

    const answers = await Promise.all(Array.from({ length: 20 }, () => ask("pipeline-18")));

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    const [id, ...others] = idsOf(answers);
    expect(others).toEqual([]);
    expect(await leasesIn(cloud)).toHaveLength(before.length + 1);
    await withdraw(id);
  });

  it("does not use its key up when it is refused", async () => {
    expectProblem(await ask("pipeline-19", { ...BODY, purpose: "" }), {
      ...{ status: 422, kind: "invalid", field: "purpose" },
    });

    const mended = await ask("pipeline-19");

    expect(mended.status).toBe(202);
    await withdraw(mended.body["id"]);
  });

  it.each([
    ["longer than 128 characters", "k".repeat(129)],
    ["with a space", "pipeline 17"],
  ])("is refused with a key that is %s", async (_, key) => {
    await expectRefusal(cloud, () => ask(key), {
      ...{ status: 422, kind: "invalid", field: "Idempotency-Key", says: /128 printable/ },
    });
  });

  it("is forgotten after a day, so that the key opens a new lease", async () => {
    const { body } = await ask("pipeline-20");
    await withdraw(body["id"]);
    await cloud.pass(25 * HOUR);

    const later = await ask("pipeline-20");

    expect(later.status).toBe(202);
    expect(later.body["id"]).not.toBe(body["id"]);
    await withdraw(later.body["id"]);
  });
});

describe("requests without a key", () => {
  it("open no more leases at once than the template allows", async () => {
    const open = async () =>
      (await leasesIn(cloud)).filter(({ status }) => status === "vending" || status === "active");

    const answers = await Promise.all(
      Array.from({ length: 12 }, () =>
        cloud.as("colleague")("POST /v1/leases", { template: "sandbox", purpose: "a rush" }),
      ),
    );

    expect(answers.filter(({ status }) => status === 202)).toHaveLength(2);
    expect(await open()).toHaveLength(2);
    for (const answer of answers.filter(({ status }) => status !== 202))
      expect([409, 503]).toContain(answer.status);
  });

  it("are refused when the limit is reached, and change nothing", async () => {
    const again = () =>
      cloud.as("colleague")("POST /v1/leases", { template: "sandbox", purpose: "one more" });

    await expectRefusal(cloud, again, {
      ...{ status: 409, kind: "limit-reached", field: "template", says: /2 is the limit/ },
    });
  });

  it("count the leases of each owner and of each template by themselves", async () => {
    const other = { template: "workshop", purpose: "a course" };

    expect((await cloud.as("colleague")("POST /v1/leases", other)).status).toBe(202);
    expect((await cloud.as("developer")("POST /v1/leases", other)).status).toBe(202);
  });
});
