import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { beforeAll, describe, expect, test } from "vitest";
import { openApi } from "../../docs/tools/openapi/document.ts";
import { EXAMPLES } from "../../docs/tools/openapi/examples.ts";
import { OPERATIONS } from "../../docs/tools/openapi/operations.ts";
import { routes as adoption } from "../../functions/adopt-account/routes.ts";
import { routes } from "../../functions/api/router.ts";
import { routes as door } from "../../functions/redeem-code/routes.ts";
import { planFaults } from "../../local/wire/faults.ts";
import { anybody, secretOf } from "../codes/a-participant.ts";
import { NO_BUILDS } from "../support/breakage.ts";
import { aCloud, type TestCloud } from "../support/cloud.ts";
import { anActiveLease, untilAccountIs } from "../support/lives.ts";

const WRITTEN = readFileSync(join(import.meta.dirname, "../../docs/openapi.json"), "utf8");
const ROUTES = Object.keys(OPERATIONS);

const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema(JSON.parse(WRITTEN) as object, "openapi");

/** What the document does not allow of an answer; undefined when it allows all. */
function flawsOf(route: string, status: number, answer: unknown) {
  const [method = "", path = ""] = route.split(" ");
  const type = status < 300 ? "application~1json" : "application~1problem+json";
  const escaped = path.replaceAll("/", "~1").replaceAll("{", "%7B").replaceAll("}", "%7D");
  const at = `openapi#/paths/${escaped}/${method.toLowerCase()}/responses/${status}/content/${type}/schema`;
  return ajv.validate({ $ref: at }, answer) ? undefined : ajv.errorsText();
}

describe("the OpenAPI document", () => {
  test("is what the schemas say; npm run docs writes it anew", () => {
    expect(JSON.parse(WRITTEN)).toEqual(JSON.parse(JSON.stringify(openApi())));
  });

  test("describes every route of the API; docs/tools/openapi has what it says of each", () => {
    expect(ROUTES.toSorted()).toEqual(Object.keys({ ...routes, ...adoption, ...door }).toSorted());
  });

  test.each(ROUTES)("has examples for %s that its schemas take", (route) => {
    const { body, answer } = OPERATIONS[route] ?? {};
    const example = EXAMPLES[route];
    expect(answer?.safeParse(example?.answer).error?.issues).toBeUndefined();
    if (body !== undefined) expect(body.safeParse(example?.body).error?.issues).toBeUndefined();
  });
});

describe("what the API really answers", () => {
  let cloud: TestCloud;
  /** Each route once, in the order of a life. */
  const answers: [route: string, status: number, body: unknown][] = [];

  beforeAll(async () => {
    cloud = await aCloud({ calls: planFaults([NO_BUILDS]) });
    const [mine, admin, approver] = [
      cloud.as("developer"),
      cloud.as("administrator"),
      cloud.as("approver"),
    ];
    const ask = async (call: typeof mine, route: string, address = route, body?: object) => {
      const answer = await call(address, body);
      answers.push([route, answer.status, answer.body]);
      return answer.body;
    };
    const id = await anActiveLease(cloud);
    const at = (text: string) => text.replace("{id}", id);
    const about = (call: typeof mine, route: string, body?: object) =>
      ask(call, route, at(route), body);
    await about(mine, "GET /v1/leases/{id}");
    await about(mine, "GET /v1/leases/{id}/events");
    await about(admin, "GET /v1/leases/{id}/audit");
    await ask(admin, "GET /v1/reports/leases");
    await about(mine, "POST /v1/leases/{id}/extend", { duration: "P1D" });
    await about(mine, "POST /v1/leases/{id}/credentials", {});
    await about(mine, "POST /v1/leases/{id}/console", {});
    for (const route of ["GET /v1/leases", "GET /v1/lease-templates", "GET /v1/capacity"])
      await ask(mine, route);
    await ask(admin, "GET /v1/capacity");
    await ask(admin, "GET /v1/access");
    const wanted = { template: "experiment", purpose: "x", duration: "P1D" };
    for (const deed of ["deny", "approve"]) {
      const asked = await ask(mine, "POST /v1/leases", "POST /v1/leases", wanted);
      const address = `POST /v1/leases/${String(asked["id"])}/${deed}`;
      await ask(
        approver,
        `POST /v1/leases/{id}/${deed}`,
        address,
        deed === "deny" ? { reason: "No." } : {},
      );
    }
    await about(mine, "DELETE /v1/leases/{id}");
    await untilAccountIs(cloud, "attention", id);
    const listed = await ask(admin, "GET /v1/accounts", "GET /v1/accounts?status=attention");
    const [account] = listed["items"] as { key: string }[];
    await ask(admin, "POST /v1/accounts/{key}/retry", `POST /v1/accounts/${account?.key}/retry`);
    // Refusals.
    const report = `GET /v1/accounts/${account?.key}/report`;
    await ask(admin, "GET /v1/accounts/{key}/report", report);
    await ask(mine, "POST /v1/leases", "POST /v1/leases", { template: "castle", purpose: "x" });
    await ask(mine, "POST /v1/leases", "POST /v1/leases", {});
    await ask(mine, "GET /v1/accounts", "GET /v1/accounts?status=leased");
    await ask(mine, "GET /v1/leases/{id}", "GET /v1/leases/l-0000000000000000");
    await about(mine, "POST /v1/leases/{id}/extend", { duration: "P1D" });
    // A course.
    const course = { course: "networks-101", template: "workshop", number: 2 };
    const made = { ...course, endsAt: "2026-12-20T18:00:00Z" };
    const { codes } = await ask(admin, "POST /v1/codes", "POST /v1/codes", made);
    const [code] = codes as string[];
    const ada = anybody(cloud, secretOf("a"));
    const shown = { code, alias: "ada", secret: secretOf("a") };
    const redeemed = await ask(ada, "POST /v1/codes/redeem", "POST /v1/codes/redeem", shown);
    await cloud.until("LeaseActivated", { leaseId: redeemed["id"] });
    await ask(admin, "GET /v1/codes");
    for (const route of ["GET /v1/redeemed", "GET /v1/redeemed/events"]) await ask(ada, route);
    for (const way of ["credentials", "console"])
      await ask(ada, `POST /v1/redeemed/${way}`, `POST /v1/redeemed/${way}`, {});
    await ask(ada, "DELETE /v1/redeemed");
    await ask(admin, "DELETE /v1/codes/{course}", "DELETE /v1/codes/networks-101");
    // Refusals.
    await ask(ada, "POST /v1/codes/redeem", "POST /v1/codes/redeem", { ...shown, alias: "A" });
    await ask(anybody(cloud), "GET /v1/redeemed");
    await ask(mine, "POST /v1/codes", "POST /v1/codes", made);
  });

  test("is what the document says, route by route", () => {
    const flaws = answers.flatMap(([route, status, body]) => {
      const found = flawsOf(route, status, body);
      return found === undefined ? [] : [{ route, status, found, body }];
    });
    expect(flaws).toEqual([]);
  });

  test("covers every route", () => {
    const covered = new Set(answers.filter(([, status]) => status < 300).map(([route]) => route));
    // Nothing is frozen, taken in, put into quarantine or emptied in this life.
    const left = ["POST /v1/leases/{id}/unfreeze", "POST /v1/accounts"];
    const ofAccounts = ["POST /v1/accounts/{key}/quarantine", "GET /v1/accounts/{key}/report"];
    expect(new Set(ROUTES.filter((route) => !covered.has(route)))).toEqual(
      new Set([...left, ...ofAccounts]),
    );
  });
});

test("an answer that the document does not allow is found", () => {
  expect(flawsOf("GET /v1/leases/{id}", 200, { id: 1 })).toContain("must have required property");
});
