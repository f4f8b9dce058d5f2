import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { aFolder, aMachine, anApi, problem } from "./support/a-machine.ts";
import { aLease, LEASE } from "./support/answers.ts";

const NOW = Date.parse("2026-12-01T09:05:00Z");
describe("request", () => {
  test("sends what was asked for, with a key that makes a repetition harmless", async () => {
    const api = anApi({ "POST /v1/leases": aLease({ status: "vending" }) });
    const { run } = aMachine({ fetch: api.fetch });
    const outcome = await run([
      "request",
      "sandbox",
      "-p",
      "a load test",
      "-d",
      "1d12h",
      "-b",
      "20",
    ]);
    expect(outcome).toMatchObject({ code: 0, out: expect.stringContaining(LEASE) });
    const [{ body = "", headers } = {}] = api.asked;
    expect(JSON.parse(body)).toEqual({
      ...{ template: "sandbox", purpose: "a load test", duration: "P1DT12H", budget: 20 },
    });
    expect(headers?.get("idempotency-key")).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers?.get("authorization")).toContain("/eu-west-1/execute-api/aws4_request");
  });

  test("asks again with the same key when the answer was lost", async () => {
    const api = anApi({ "POST /v1/leases": new TypeError("fetch failed") });
    const { code, err } = await aMachine({ fetch: api.fetch }).run(["request", "s", "-p", "x"]);
    expect(code).toBe(5);
    expect(err).toContain("https://mayfly.test cannot be reached");
    const keys = api.asked.map(({ headers }) => headers.get("idempotency-key"));
    expect([keys.length, new Set(keys).size]).toEqual([3, 1]);
  });

  test("says which fields are wrong", async () => {
    const errors = [{ field: "budget", message: "is more than 200" }];
    const api = anApi({ "POST /v1/leases": problem(422, "budget is more than 200", errors) });
    const { code, err } = await aMachine({ fetch: api.fetch }).run(["request", "s", "-p", "x"]);
    expect([code, err]).toEqual([3, "The request is not valid:\n  budget: is more than 200\n"]);
  });
});

describe("bad command lines", () => {
  test.each([
    ["requst sandbox", "Did you mean request?"],
    ["list --jsn", "Did you mean --json?"],
    ["request sandbox", "required option '-p, --purpose <text>' not specified"],
    ["request sandbox -p x -d soon", "--duration must be a length of time such as 3d"],
    ["request sandbox -p x -b lots", '--budget must be a whole number from 1, not "lots"'],
    ["request sandbox -p x -d 1d --until 2027-01-01T00:00:00Z", "cannot be given together"],
    ["show account", '"account" is not the id of a lease'],
    [`extend ${LEASE}`, "Say how much later"],
    [`wait ${LEASE} --for good`, '--for must be active or ended, not "good"'],
    [`credentials ${LEASE} --format xml`, "--format must be env, json or process"],
    ["attention --retry x", "is not the key of an account"],
    ["nuke-report x", "is not the key of an account"],
    ["quarantine x -r odd -y", "is not the key of an account"],
    ["quarantine 022eu72hos -y", "required option '-r, --reason <text>' not specified"],
    ["quarantine 022eu72hos -r odd", "Say it with --yes."],
    ["adopt 12 -n Old", "is not the number of an AWS account"],
    ["adopt 302445233566 -n Old", "Everything in account 302445233566 will be deleted."],
    [`unfreeze ${LEASE} -b 0`, "--budget must be a whole number from 1"],
    ["audit account", "is not the id of a lease"],
    ["report --from yesterday", "--from must be a day"],
    ["completion powershell", "is not one of bash, zsh and fish"],
    ["profile", "Name a lease, or say --prune."],
    ["list --url nowhere", '"nowhere" is not the address of an API'],
    ["list --url ftp://x", "it begins with https://"],
    ["list --token-file /nowhere", "There is no token in /nowhere"],
  ])("%s ends with 2 and says what is wrong", async (line, message) => {
    const outcome = await aMachine({ fetch: anApi({}).fetch }).run(line);
    expect(outcome).toMatchObject({ code: 2, out: "", err: expect.stringContaining(message) });
  });
});

describe("where the API is", () => {
  const api = () => anApi({ "GET /v1/leases": { items: [] } });

  test("is taken from the configuration file, and a flag counts more", async () => {
    const [home, { fetch, asked }] = [aFolder(), api()];
    const file = join(home, "config.json");
    writeFileSync(file, JSON.stringify({ url: "https://file.test/", region: "us-east-1" }));
    const { run } = aMachine({ fetch, env: { MAYFLY_API_URL: "", MAYFLY_CONFIG: file } });
    expect((await run("list")).code).toBe(0);
    expect(asked[0]?.headers.get("authorization")).toContain("/us-east-1/execute-api");
  });

  test("has to be said somewhere", async () => {
    const { code, err } = await aMachine({ env: { MAYFLY_API_URL: undefined } }).run("list");
    expect(code).toBe(2);
    expect(err).toContain("MAYFLY_API_URL");
  });

  test("is not guessed from a configuration file that is malformed", async () => {
    const file = join(aFolder(), "config.json");
    for (const [text, message] of [
      ["{", "is not JSON"],
      ['{"adress": "x"}', 'Unrecognized key: "adress"'],
    ] as const) {
      writeFileSync(file, text);
      const { code, err } = await aMachine({ env: { MAYFLY_CONFIG: file } }).run("list");
      expect([code, err]).toEqual([2, expect.stringContaining(message)]);
    }
  });

  test("tells its Region where it is one of API Gateway's addresses", async () => {
    const { fetch, asked } = api();
    const url = "https://a1b2c3.execute-api.ap-south-1.amazonaws.com";
    await aMachine({ fetch }).run(["list", "--url", url]);
    expect(asked[0]?.headers.get("authorization")).toContain("/ap-south-1/execute-api");
  });

  test("gets a token instead of a signature where there is one", async () => {
    const { fetch, asked } = api();
    await aMachine({ fetch, env: { MAYFLY_TOKEN: "a.b.c" } }).run("list");
    expect(asked[0]?.headers.get("authorization")).toBe("Bearer a.b.c");
  });
});

describe("an API that is none, or does not let us in", () => {
  test.each([
    [5, "does not answer", Response.json({ hello: "world" })],
    [5, "does not answer", new Response("<html>Welcome</html>")],
    [5, "has no GET /v1/leases", Response.json({ message: "Not Found" }, { status: 404 })],
    [5, "answered 302, and not like Mayfly", new Response("", { status: 302 })],
    [
      4,
      "does not let these credentials in",
      Response.json({ message: "Forbidden" }, { status: 403 }),
    ],
    [
      4,
      "aws sso login",
      Response.json(
        { message: "The security token included in the request is expired" },
        { status: 403 },
      ),
    ],
    [1, "answered 500", Response.json({ message: "Internal Server Error" }, { status: 500 })],
    [1, "AWS is busy", problem(503, "AWS is busy")],
    [3, "You may not", problem(403, "You may not do this")],
  ])("ends with %i and says: %s", async (code, message, response) => {
    const { fetch } = anApi({ "GET /v1/leases": response });
    const outcome = await aMachine({ fetch }).run("list");
    expect(outcome).toMatchObject({ code, out: "", err: expect.stringContaining(message) });
  });

  test("is not asked with credentials that have expired", async () => {
    const { fetch, asked } = anApi({});
    const credentials = () =>
      Promise.resolve({
        ...{ accessKeyId: "ASIA", secretAccessKey: "x", expiration: new Date(NOW) },
      });
    const outcome = await aMachine({ fetch, credentials, now: () => NOW + 1 }).run("list");
    expect(outcome).toMatchObject({
      code: 4,
      err: expect.stringContaining("expired at 2026-12-01"),
    });
    expect(asked).toEqual([]);
  });

  test("needs credentials", async () => {
    const credentials = () => Promise.reject(new Error("Could not load credentials"));
    const outcome = await aMachine({ credentials }).run("list --profile work");
    expect(outcome).toMatchObject({ code: 4, err: expect.stringContaining("for profile work") });
  });
});
