import { beforeAll, describe, expect, it } from "vitest";
import { routes as adoption } from "../../functions/adopt-account/routes.ts";
import { routes } from "../../functions/api/router.ts";
import { mayflyClient } from "../../local/client/mayfly-client.ts";
import type { Person } from "../../local/cloud/people.ts";
import { planFaults } from "../../local/wire/faults.ts";
import { forbid, NO_BUILDS } from "../support/breakage.ts";
import { aCloud, HOUR, type TestCloud } from "../support/cloud.ts";
import { accountOf, everythingIn } from "../support/ledger.ts";
import { anActiveLease, end, untilAccountIs } from "../support/lives.ts";
import { expectProblem } from "../support/refusals.ts";

let cloud: TestCloud;
/** The developer's: one that waits for approval, and one whose account waits for an administrator. */
let waiting: string;
let over: string;
let key: string;
const COURSE = "networks-101";

beforeAll(async () => {
  cloud = await aCloud({ calls: planFaults([NO_BUILDS]) });
  const mend = await forbid(cloud, { role: "begin-teardown", action: "dynamodb:*" });
  over = await anActiveLease(cloud);
  await end(cloud, over);
  await untilAccountIs(cloud, "attention", over);
  await mend();
  ({ key } = await accountOf(cloud, over));
  waiting = await cloud.request({ template: "experiment", duration: "P1D" });
  const course = { course: COURSE, template: "workshop", number: 1 };
  await cloud.as("administrator")("POST /v1/codes", { ...course, endsAt: "2026-12-20T18:00:00Z" });
});

const BODIES: Readonly<Record<string, object>> = {
  "POST /v1/leases/{id}/extend": { duration: "P1D" },
  "POST /v1/leases/{id}/deny": { reason: "No." },
  "POST /v1/accounts/{key}/quarantine": { reason: "A look at what happened." },
  // Nobody takes in the management account.
  "POST /v1/accounts": { accountId: "111111111111", name: "management" },
  // Nobody's request is accepted here: this table is about who may ask at all.
  "POST /v1/leases": { template: "castle", purpose: "a look" },
  "POST /v1/codes": {
    ...{ course: "a-look", template: "castle", number: 1, endsAt: "2026-12-20T18:00:00Z" },
  },
};
const QUERIES: Readonly<Record<string, string>> = { "GET /v1/accounts": "?status=attention" };

const call = (route: string, person: Person) => {
  const address = route.replace("{id}", waiting).replace("{key}", key).replace("{course}", COURSE);
  return cloud.as(person)(`${address}${QUERIES[route] ?? ""}`, BODIES[route]);
};

/** What each route answers its owner, a stranger, an approver, an administrator and an auditor, while nothing is done. */
const ANSWERS: readonly (readonly [route: string, ...answers: readonly number[]])[] = [
  ["POST /v1/leases", 422, 422, 422, 422, 422],
  ["GET /v1/leases", 200, 200, 200, 200, 200],
  ["GET /v1/leases/{id}", 200, 404, 200, 200, 200],
  ["GET /v1/leases/{id}/events", 200, 404, 200, 200, 200],
  // It waits for approval: whoever may extend it is told so.
  ["POST /v1/leases/{id}/extend", 409, 404, 403, 409, 403],
  ["POST /v1/leases/{id}/credentials", 409, 404, 403, 403, 403],
  ["POST /v1/leases/{id}/console", 409, 404, 403, 403, 403],
  ["POST /v1/leases/{id}/unfreeze", 403, 404, 403, 409, 403],
  ["GET /v1/capacity", 200, 200, 200, 200, 200],
  ["GET /v1/lease-templates", 200, 200, 200, 200, 200],
  ["GET /v1/leases/{id}/audit", 200, 404, 200, 200, 200],
  ["GET /v1/reports/leases", 403, 403, 403, 200, 200],
  ["GET /v1/accounts", 403, 403, 403, 200, 200],
  ["POST /v1/accounts", 403, 403, 403, 403, 403],
  // No build has run: its nuke has told nothing.
  ["GET /v1/accounts/{key}/report", 403, 403, 403, 404, 404],
  ["GET /v1/access", 403, 403, 403, 200, 200],
  ["GET /v1/codes", 403, 403, 403, 200, 200],
  ["POST /v1/codes", 403, 403, 403, 422, 403],
];

const PEOPLE: readonly Person[] = [
  ...(["developer", "colleague", "approver", "administrator", "auditor"] as const),
];
const rows = ANSWERS.flatMap(([route, ...statuses]) =>
  statuses.map((status, index) => [route, PEOPLE[index] ?? "developer", status] as const),
);

/** What changes something: refused first, to those who may not, and then done by one who may. */
const DEEDS: readonly (readonly [
  route: string,
  by: Person,
  refused: Partial<Record<Person, number>>,
])[] = [
  [
    "POST /v1/accounts/{key}/quarantine",
    "administrator",
    { developer: 403, colleague: 403, approver: 403 },
  ],
  [
    "POST /v1/accounts/{key}/retry",
    "administrator",
    { developer: 403, colleague: 403, approver: 403, auditor: 403 },
  ],
  ["POST /v1/leases/{id}/approve", "approver", { developer: 403, colleague: 404, auditor: 403 }],
  ["POST /v1/leases/{id}/deny", "approver", { developer: 403, colleague: 404, auditor: 403 }],
  [
    "DELETE /v1/codes/{course}",
    "administrator",
    { developer: 404, colleague: 404, approver: 404, auditor: 403 },
  ],
  ["DELETE /v1/leases/{id}", "administrator", { colleague: 404, approver: 403, auditor: 403 }],
];

const KINDS: Readonly<Record<number, string>> = {
  403: "not-allowed",
  404: "not-found",
  409: "wrong-state",
  422: "unknown-template",
};

describe("the API", () => {
  it.each(rows)("answers %s of the %s with %i", async (route, person, status) => {
    const before = await everythingIn(cloud);

    const answer = await call(route, person);

    expect(answer.status).toBe(status);
    const field = status === 422 ? { field: "template" } : {};
    if (status >= 400) expectProblem(answer, { status, kind: KINDS[status] ?? "", ...field });
    expect(await everythingIn(cloud)).toEqual(before);
  });

  it.each(DEEDS)(
    "does %s for the %s, and not for those who may not",
    async (route, by, refused) => {
      const before = await everythingIn(cloud);
      for (const [person, status] of Object.entries(refused) as [Person, number][])
        expectProblem(await call(route, person), { status, kind: KINDS[status] ?? "" });
      expect(await everythingIn(cloud)).toEqual(before);

      expect((await call(route, by)).status).toBeLessThan(300);

      expect(await everythingIn(cloud)).not.toEqual(before);
      await cloud.as("administrator")(`DELETE /v1/leases/${waiting}`);
      await cloud.pass(HOUR);
      waiting = await cloud.request({ template: "experiment", duration: "P1D" });
    },
  );

  it("has each of its routes in one of these tables", () => {
    const told = [...ANSWERS, ...DEEDS].map(([route]) => route);
    expect(new Set(told)).toEqual(new Set(Object.keys({ ...routes, ...adoption })));
  });

  it.each([
    ["GET", "/v1/leases/l-0000000000000000"],
    ["GET", "/v1/leases/not-a-lease"],
    ["GET", "/v1/leases/l-0000000000000000/events"],
    ["DELETE", "/v1/leases/l-0000000000000000"],
    ["DELETE", "/v1/codes/no-such-course"],
    ["POST", "/v1/accounts/0000000000/retry"],
    ["GET", "/v1/accounts/0000000000/report"],
    ["GET", "/v1/accounts/..%2F0000000/report"],
    ["POST", "/v1/accounts/0000000000/quarantine"],
    ["POST", "/v1/accounts/not-an-account/retry"],
  ])("knows nothing of %s %s", async (method, address) => {
    const body = address.endsWith("/quarantine") ? { reason: "A look." } : undefined;
    expectProblem(await cloud.as("administrator")(`${method} ${address}`, body), {
      ...{ status: 404, kind: "not-found", says: /that you may see/ },
    });
  });

  it("tells a stranger of another's lease what it tells of one that does not exist", async () => {
    const foreign = await cloud.as("colleague")(`GET /v1/leases/${waiting}`);
    const missing = await cloud.as("colleague")("GET /v1/leases/l-0000000000000000");

    const without = (body: Record<string, unknown>) => ({ ...body, detail: "" });
    expect(without(foreign.body)).toEqual(without(missing.body));
  });

  it("retries no account that does not need it", async () => {
    const active = await anActiveLease(cloud, {}, "colleague");
    const { key: leased } = await accountOf(cloud, active);

    expectProblem(await cloud.as("administrator")(`POST /v1/accounts/${leased}/retry`), {
      ...{ status: 409, kind: "wrong-state", says: /is leased/ },
    });
  });
});

describe("API Gateway, in front of it,", () => {
  const asked = { template: "sandbox", purpose: "a load test" };
  const client = (changes: Partial<Parameters<typeof mayflyClient>[0]>) =>
    mayflyClient({
      ...{ url: cloud.url, region: "eu-west-1", credentials: cloud.people.developer },
      now: () => cloud.world.clock.now(),
      ...changes,
    });

  it.each([
    ["GET", "/v1"],
    ["GET", "/v1/castles"],
    ["PUT", "/v1/leases"],
    ["DELETE", "/v1/leases"],
    ["POST", "/v1/leases/l-0000000000000000/explode"],
  ])("knows no route for %s %s", async (method, address) => {
    expect((await client({})(`${method} ${address}`)).status).toBe(404);
  });

  it.each([
    ["signed with a wrong secret", () => ({ credentials: wrongly({ secretAccessKey: "wrong" }) })],
    [
      "signed with an unknown key",
      () => ({ credentials: wrongly({ accessKeyId: "AKIAUNKNOWN" }) }),
    ],
    ["signed an hour ago", () => ({ now: () => cloud.world.clock.now() - HOUR })],
    ["of another account", () => ({ credentials: cloud.people.management })],
  ])("refuses a request that is %s", async (_, changes) => {
    const before = await everythingIn(cloud);

    const { status, body } = await client(changes())("POST /v1/leases", asked);

    expect({ status, body }).toEqual({ status: 403, body: { message: "Forbidden" } });
    expect(await everythingIn(cloud)).toEqual(before);
  });

  it("refuses a request that is not signed, or whose body is not the signed one", async () => {
    const before = await everythingIn(cloud);
    const address = new URL("/v1/leases", cloud.url);

    const unsigned = await fetch(address, { method: "POST", body: JSON.stringify(asked) });

    expect(unsigned.status).toBe(403);
    expect(await everythingIn(cloud)).toEqual(before);
  });

  const wrongly = (changes: object) => ({ ...cloud.people.developer, ...changes });
});
