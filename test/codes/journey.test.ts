import { beforeAll, describe, expect, test } from "vitest";
import { aCloud, DAY, HOUR, type TestCloud } from "../support/cloud.ts";
import { everythingIn } from "../support/ledger.ts";
import { expectProblem, expectRefusal } from "../support/refusals.ts";
import { anybody, secretOf } from "./a-participant.ts";

let cloud: TestCloud;
let codes: readonly string[];
const logs: string[] = [];
const endsAt = "2026-12-03T18:00:00Z";

const GONE = { status: 404, kind: "not-found", field: "code" };

const made = (body: object = {}) =>
  cloud.as("administrator")("POST /v1/codes", {
    ...{ course: "containers-101", template: "workshop", number: 5, endsAt },
    ...body,
  });

const redeem = (code: string | undefined, alias: string, letter: string) =>
  anybody(cloud)("POST /v1/codes/redeem", { code, alias, secret: secretOf(letter) });

const courses = async () =>
  (await cloud.as("auditor")("GET /v1/codes")).body["items"] as Record<string, unknown>[];

const allButTries = async () =>
  (await everythingIn(cloud)).filter(({ pk }) => !pk.startsWith("TRIES#"));

beforeAll(async () => {
  cloud = await aCloud();
  cloud.world.trace.watch((happening) => {
    if (happening.kind === "log") logs.push(happening.line);
  });
  codes = (await made()).body["codes"] as string[];
});

describe("a participant of a course", () => {
  test("redeems a code, works in an account, and ends it, without any identity", async () => {
    const answer = await redeem(codes[0], "ada", "a");
    expect(answer).toMatchObject({
      status: 202,
      body: { owner: "code:aws:containers-101/ada", template: "workshop", status: "vending" },
    });
    const id = answer.body["id"] as string;
    await cloud.until("LeaseActivated", { leaseId: id });

    const ada = anybody(cloud, secretOf("a"));
    const seen = await ada("GET /v1/redeemed");
    expect(seen.body).toMatchObject({
      id,
      status: "active",
      access: { roleArn: expect.any(String) },
    });
    const { body: keys } = await ada("POST /v1/redeemed/credentials", {});
    expect(keys).toMatchObject({
      AccountId: seen.body["accountId"],
      AccessKeyId: expect.stringMatching(/^ASIA/),
    });
    expect((await ada("POST /v1/redeemed/console", {})).body["url"]).toMatch(/^https:\/\/signin/);
    expect((await ada("GET /v1/redeemed/events")).body["items"]).toContainEqual(
      expect.objectContaining({ type: "CodeRedeemed", course: "containers-101" }),
    );

    expect((await ada("DELETE /v1/redeemed")).body).toMatchObject({ id, status: "ending" });
    await cloud.until("AccountReturned", { leaseId: id });
    expectProblem(await ada("POST /v1/redeemed/credentials", {}), {
      ...{ status: 409, kind: "wrong-state" },
    });
  });

  test("gets the same lease as often as the same code and secret are shown", async () => {
    const first = await redeem(codes[1], "bea", "b");
    const again = await redeem(codes[1]?.toLowerCase().replaceAll("-", " "), "bea", "b");

    expect(again.body["id"]).toBe(first.body["id"]);
    expect((await courses())[0]).toMatchObject({ redeemed: 2, unused: 3 });
  });

  test("learns nothing of a code that is another's, unknown, or withdrawn", async () => {
    await made({ course: "networks-101", number: 2 });
    const { body } = await made({ course: "networks-101", number: 1 });
    const [withdrawn] = body["codes"] as string[];
    await cloud.as("administrator")("DELETE /v1/codes/networks-101");
    const before = await allButTries();

    const refusals = [
      await redeem(codes[0], "cyd", "c"),
      await redeem("0000-0000-0000-0000", "cyd", "c"),
      await redeem(withdrawn, "cyd", "c"),
    ];

    for (const refusal of refusals) expectProblem(refusal, GONE);
    expect(new Set(refusals.map((each) => JSON.stringify(each.body))).size).toBe(1);
    expect(await allButTries()).toEqual(before);
  });

  test.each([
    ["no alias", { alias: undefined }, "alias"],
    ["an alias that could be an address", { alias: "ada@example.com" }, "alias"],
    ["a short secret", { secret: "password" }, "secret"],
    ["what is no code", { code: "please" }, "code"],
    ["more than is asked for", { email: "ada@example.com" }, "email"],
  ])("is told what is wrong with %s", async (_, change, field) => {
    const body = { code: codes[2], alias: "dan", secret: secretOf("d"), ...change };
    const answer = await anybody(cloud)("POST /v1/codes/redeem", body);
    expectProblem(answer, { status: 422, kind: "invalid", field });
  });

  test("takes neither another's alias nor the secret of another lease, and keeps the code", async () => {
    expectProblem(await redeem(codes[2], "bea", "e"), {
      ...{ status: 422, kind: "invalid", field: "alias" },
    });
    expectProblem(await redeem(codes[2], "eve", "b"), {
      ...{ status: 422, kind: "invalid", field: "secret" },
    });
    expect((await courses()).at(-1)).toMatchObject({ unused: 3 });
  });

  test.each([undefined, secretOf("z"), "short", "a.b.c"])(
    "gets nowhere with the secret %s",
    async (secret) => {
      for (const route of ["GET /v1/redeemed", "DELETE /v1/redeemed"])
        expectProblem(await anybody(cloud, secret)(route), { status: 401, kind: "not-a-holder" });
    },
  );

  test("reaches no lease but their own, and nothing else of the API", async () => {
    const bea = anybody(cloud, secretOf("b"));
    const id = (await bea("GET /v1/redeemed")).body["id"];
    for (const route of [`GET /v1/leases/${String(id)}`, "GET /v1/codes", "POST /v1/codes"])
      expect((await bea(route)).status).toBe(403);
  });
});

describe("a course", () => {
  test("ends, and with it every lease by its codes, and its codes", async () => {
    const id = (await redeem(codes[3], "fay", "f")).body["id"];
    await cloud.until("LeaseActivated", { leaseId: id });
    const { clock } = cloud.world;
    await cloud.pass(Date.parse(endsAt) - clock.now() - HOUR);
    const late = (await redeem(codes[4], "gus", "g")).body["id"];
    await cloud.until("LeaseActivated", { leaseId: late });
    expect((await cloud.lease(String(late)))["expiresAt"]).toBe("2026-12-03T18:00:00.000Z");
    expect(
      (
        await cloud.as("administrator")(`POST /v1/leases/${String(late)}/extend`, {
          duration: "PT1H",
        })
      ).body,
    ).toMatchObject({ detail: expect.stringMatching(/lasts beyond/) });

    await cloud.pass(DAY);

    for (const each of [id, late])
      expect((await cloud.lease(String(each)))["status"]).toBe("ended");
    expectProblem(await redeem(codes[2], "hal", "h"), GONE);
    expect((await courses()).at(-1)).toMatchObject({
      ...{ course: "containers-101", redeemed: 4, expired: 1, unused: 0, withdrawn: 0 },
    });
  });

  test("is withdrawn with its leases when an organizer wants that", async () => {
    const { body } = await made({ course: "short-one", endsAt: "2026-12-20T18:00:00Z" });
    const [code] = body["codes"] as string[];
    const id = (await redeem(code, "ida", "i")).body["id"];
    await cloud.until("LeaseActivated", { leaseId: id });
    const withdraw = (query = "") =>
      cloud.as("administrator")(`DELETE /v1/codes/short-one${query}`);

    expect((await withdraw()).body).toMatchObject({ course: { withdrawn: 4 }, leasesEnded: 0 });
    expect((await cloud.lease(String(id)))["status"]).toBe("active");
    expect((await withdraw("?leases=end")).body).toMatchObject({ leasesEnded: 1 });
    await cloud.until("LeaseEnded", { leaseId: id });
    expect((await withdraw("?leases=end")).body).toMatchObject({ leasesEnded: 0 });
  });

  test.each([
    ["in the past", { endsAt: "2026-01-01T00:00:00Z" }, "invalid", "endsAt"],
    ["too far away", { endsAt: "2028-01-01T00:00:00Z" }, "limit-reached", "endsAt"],
    ["with an end that is none", { endsAt: "tomorrow" }, "invalid", "endsAt"],
    ["with more codes than its template allows", { number: 61 }, "limit-reached", "number"],
    ["with more codes than one request makes", { number: 91 }, "invalid", "number"],
    ["with a budget over the limit", { budget: 21 }, "limit-reached", "budget"],
    ["with a name that is none", { course: "A course" }, "invalid", "course"],
    ["of a template without codes", { template: "sandbox" }, "unknown-template", "template"],
  ])("is not made %s", async (_, change, kind, field) => {
    const body = { course: "refused", endsAt: "2026-12-20T18:00:00Z", ...change };
    await expectRefusal(cloud, () => made(body), { status: 422, kind, field });
  });

  test("has one template, one end and one budget", async () => {
    const same = { course: "short-one", endsAt: "2026-12-20T18:00:00Z" };
    for (const change of [{ endsAt: "2026-12-21T18:00:00Z" }, { budget: 5 }])
      expectProblem(await made({ ...same, ...change }), {
        ...{ status: 422, kind: "invalid", field: Object.keys(change)[0] as string },
      });
  });
});

describe("what is kept", () => {
  test("has no code and no secret in it, nor has any log", async () => {
    const { body } = await made({ course: "secrets", endsAt: "2026-12-20T18:00:00Z" });
    const [code = ""] = body["codes"] as string[];
    const secret = "Zz9".repeat(15);
    await anybody(cloud)("POST /v1/codes/redeem", { code, alias: "jim", secret });
    await cloud.pass(HOUR);

    const kept = JSON.stringify([await everythingIn(cloud), cloud.events, logs]);
    for (const each of [code, code.replaceAll("-", ""), secret]) expect(kept).not.toContain(each);
  });
});

describe("the door", () => {
  test("shuts for a while after many wrong codes from one address", async () => {
    const wrong = () => redeem("0000-0000-0000-0000", "kim", "k");
    await cloud.pass(HOUR);
    for (let count = 1; count <= 20; count += 1) expect((await wrong()).status).toBe(404);

    expectProblem(await wrong(), { status: 429, kind: "too-many-tries" });

    await cloud.pass(HOUR / 6);
    expect((await wrong()).status).toBe(404);
  });
});
