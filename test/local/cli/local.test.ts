import { request } from "node:http";
import { beforeAll, expect, test } from "vitest";
import { aRunningCloud, outcomeOf, type RunningCloud } from "./a-command.ts";

const REQUEST = { template: "sandbox", duration: "P1D", purpose: "a look around" };

let cloud: RunningCloud;
beforeAll(async () => {
  cloud = await aRunningCloud();
  return () => void cloud.child.kill("SIGKILL");
});

const local = (...args: string[]) => outcomeOf("local", [...args, "--port", cloud.port]);

/** The status that the control answers to a request with these headers. */
const controlled = (headers: Record<string, string>) =>
  new Promise<number | undefined>((resolve, reject) => {
    const sent = request(`${cloud.url}/_local/cloud`, { headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    sent.on("error", reject);
    sent.end();
  });

test("a request is refused once on purpose, time passes, and the account is in the tree", async () => {
  const planned = await local("fault", "organizations", "CreateAccount", "throttle", "--nth", "1");
  const { body } = await cloud.api("POST /v1/leases", REQUEST);
  const advanced = await local("advance", "20m");

  expect(planned.printed).toContain("struck 0 times");
  expect(advanced.printed).toMatch(/^It is \S+ now\.$/m);
  const tree = await local("organization");
  expect(tree.printed).toMatch(/^│ {2}├─ active .*\n│ {2}│ {2}└─ \d{12} {2}mayfly-\w+ +ACTIVE$/m);
  expect((await local("leases")).printed).toMatch(new RegExp(`^${body["id"]} +active +developer`));
  expect((await local("accounts")).printed).toMatch(/^\d{12} +mayfly-\w+ +leased/);
  expect((await local("fault", "list")).printed).toContain("struck 1 times");
  expect((await local("fault", "clear")).printed).toContain("Nothing goes wrong on purpose.");
});

test("logging in prints what a shell needs to be somebody", async () => {
  const { printed } = await local("login", "management");

  expect(printed).toMatch(/^export AWS_ACCESS_KEY_ID=AKIA\w{16} AWS_SECRET_ACCESS_KEY=\S{40};/);
  expect(printed).toContain(`AWS_ENDPOINT_URL=${cloud.url}`);
});

test.each([
  [["fault", "organizations", "CreateAcount", "throttle"], 1, "no operation CreateAcount"],
  [["fault", "organisations", "*", "throttle"], 1, "There is no service organisations"],
  [["fault", "sts", "*", "explode"], 2, 'There is no fault "explode"'],
  [["login", "nobody"], 2, "There is nobody called nobody"],
])("%j is refused by name", async (args, code, reason) => {
  const outcome = await local(...args);

  expect(outcome.printed).toContain(reason);
  expect(outcome.code).toBe(code);
});

test("without a cloud it says how to start one", async () => {
  const { code, printed } = await outcomeOf("local", ["organization", "--port", "9"]);

  expect(code).toBe(1);
  expect(printed).toContain(
    "No local cloud runs at http://127.0.0.1:9. Start one with `npm start`",
  );
});

test("a page in a browser controls nothing", async () => {
  expect(await controlled({})).toBe(200);
  expect(await controlled({ origin: "http://example.com" })).toBe(403);
  expect(await controlled({ host: "rebound.example.com" })).toBe(403);
});
