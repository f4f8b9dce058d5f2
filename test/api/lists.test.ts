import { beforeAll, describe, expect, it } from "vitest";
import type { Person } from "../../local/cloud/people.ts";
import { planFaults } from "../../local/wire/faults.ts";
import { NO_BUILDS } from "../support/breakage.ts";
import { aCloud, type TestCloud } from "../support/cloud.ts";
import { anActiveLease } from "../support/lives.ts";
import { expectRefusal } from "../support/refusals.ts";

let cloud: TestCloud;
let active: string;
const requested: string[] = [];

beforeAll(async () => {
  cloud = await aCloud({ calls: planFaults([NO_BUILDS]) });
  active = await anActiveLease(cloud);
  requested.push(await cloud.request({ template: "experiment", duration: "P1D" }, "colleague"));
  await cloud.pass(60_000);
  requested.push(await cloud.request({ template: "experiment", duration: "P1D" }));
});

interface Item {
  readonly id: string;
  readonly type: string;
  readonly at: string;
}

const get = (address: string, person: Person = "developer") => cloud.as(person)(`GET ${address}`);
const itemsOf = async (address: string, person: Person = "developer") => {
  const { status, body } = await get(address, person);
  expect(status).toBe(200);
  return body as unknown as { readonly items: readonly Item[]; readonly next?: string };
};
const idsOf = async (address: string, person: Person = "developer") =>
  (await itemsOf(address, person)).items.map(({ id }) => id);

describe("the list of leases", () => {
  it("shows everybody their own, the newest first", async () => {
    expect(await idsOf("/v1/leases")).toEqual([requested[1], active]);
    expect(await idsOf("/v1/leases", "colleague")).toEqual([requested[0]]);
    expect(await idsOf("/v1/leases", "administrator")).toEqual([]);
  });

  it.each(["approver", "administrator"] as const)(
    "shows the %s everybody's of a state",
    async (who) => {
      expect(await idsOf("/v1/leases?status=requested", who)).toEqual(requested.toReversed());
      expect(await idsOf("/v1/leases?status=active", who)).toEqual([active]);
      expect(await idsOf("/v1/leases?status=denied", who)).toEqual([]);
    },
  );

  it("hides everybody's from those who only hold leases", async () => {
    await expectRefusal(cloud, () => get("/v1/leases?status=active"), {
      ...{ status: 403, kind: "not-allowed", field: "status", says: /leave status out/ },
    });
  });

  it("comes in pages, each thing once", async () => {
    const first = await itemsOf("/v1/leases?limit=1");
    expect(first.items.map(({ id }) => id)).toEqual([requested[1]]);

    const rest = await itemsOf(`/v1/leases?limit=25&cursor=${first.next}`);

    expect(rest.items.map(({ id }) => id)).toEqual([active]);
    expect(rest).not.toHaveProperty("next");
  });

  it("shows nothing of the template's inside, of the ledger's, nor another's account", async () => {
    const { items } = await itemsOf("/v1/leases");

    expect(items[1]).not.toHaveProperty("version");
    expect(items[1]).toMatchObject({ template: "sandbox", duration: "P2D", status: "active" });
    expect(items[1]).toHaveProperty("access.roleArn");
    expect(items[0]).not.toHaveProperty("access");
  });
});

const SEEN: readonly (readonly [list: string, person: Person])[] = [
  ["/v1/leases", "developer"],
  ["/v1/accounts?status=leased", "administrator"],
];

describe.each(SEEN)("the list %s", (list, person) => {
  const separator = list.includes("?") ? "&" : "?";

  it.each([
    ["a limit of nothing", "limit=0", "limit", /less than 1/],
    ["a negative limit", "limit=-1", "limit", /less than 1/],
    ["a limit over 100", "limit=101", "limit", /more than 100/],
    ["a broken limit", "limit=1.5", "limit", /whole number/],
    ["a limit in words", "limit=all", "limit", /1 to 100/],
    ["two limits", "limit=1%2C2", "limit", /1 to 100/],
    ["an empty limit", "limit=", "limit", /less than 1/],
    ["a cursor that is none", "cursor=garbage", "cursor", /earlier page/],
    ["an empty cursor", "cursor=", "cursor", /earlier page/],
    ["a cursor that is JSON, but no key", `cursor=${base64url("[1]")}`, "cursor", /earlier page/],
    ["a cursor that is a number", `cursor=${base64url("5")}`, "cursor", /earlier page/],
    [
      "a cursor of other things than texts",
      `cursor=${base64url('{"pk":{}}')}`,
      "cursor",
      /earlier/,
    ],
    ["a cursor of null", `cursor=${base64url("null")}`, "cursor", /earlier page/],
    ["a cursor of another list", `cursor=${base64url('{"pk":"x","sk":"y"}')}`, "cursor", /earlier/],
    ["a cursor that is far too long", `cursor=${"x".repeat(2_049)}`, "cursor", /2048/],
    ["a member that is not known", "colour=red", "colour", /not a member/],
  ])("is refused with %s", async (_, query, field, says) => {
    await expectRefusal(cloud, () => get(`${list}${separator}${query}`, person), {
      ...{ status: 422, kind: "invalid", field, says },
    });
  });
});

function base64url(text: string): string {
  return Buffer.from(text).toString("base64url");
}

describe("a status", () => {
  it.each([
    ["/v1/leases?status=sleeping", "approver"],
    ["/v1/leases?status=", "approver"],
    ["/v1/accounts?status=sleeping", "administrator"],
    ["/v1/accounts", "administrator"],
  ] as const)("must be one that there is: %s", async (address, person) => {
    await expectRefusal(cloud, () => get(address, person), {
      ...{ status: 422, kind: "invalid", field: "status", says: /requested|creating/ },
    });
  });
});

describe("the history of a lease", () => {
  it("tells what happened, who did it and when, the oldest first", async () => {
    const { items } = await itemsOf(`/v1/leases/${active}/events`);

    const moments = items.map(({ at }) => at);
    expect(moments).toEqual(moments.toSorted());
    expect(new Set(items.map(({ type }) => type))).toEqual(
      new Set([
        ...["LeaseRequested", "LeaseVending", "AccountClaimed", "AccountCreationSubmitted"],
        ...["AccountCreationAccepted", "AccountCreated", "LeaseActivated", "AccountLeased"],
        "LeaseAccessGranted",
      ]),
    );
    expect(items[0]).toMatchObject({
      by: expect.stringMatching("user/developer"),
      why: "a load test",
    });
  });

  it("comes in pages, in order and without a gap", async () => {
    const types: string[] = [];
    let cursor = "";
    for (let page = 0; page < 10; page += 1) {
      const { items, next } = await itemsOf(`/v1/leases/${active}/events?limit=3${cursor}`);
      types.push(...items.map(({ type }) => type));
      if (next === undefined) break;
      cursor = `&cursor=${next}`;
    }

    expect(types).toHaveLength(9);
    expect(new Set(types).size).toBe(9);
  });

  it("takes no cursor of another lease's history", async () => {
    const { next } = await itemsOf(`/v1/leases/${active}/events?limit=1`);

    const ask = () => get(`/v1/leases/${requested[1]}/events?cursor=${next}`);

    await expectRefusal(cloud, ask, { status: 422, kind: "invalid", field: "cursor" });
  });
});

describe("the list of accounts", () => {
  it("shows an administrator who has which", async () => {
    const { items } = await itemsOf("/v1/accounts?status=leased", "administrator");

    expect(items).toMatchObject([
      { status: "leased", leaseId: active, accountId: expect.stringMatching(/^\d{12}$/) },
    ]);
  });
});

describe("the lease templates", () => {
  it("say what everybody can have, and for how long", async () => {
    const { items } = await itemsOf("/v1/lease-templates");

    expect(items.map((item) => (item as unknown as { name: string }).name)).toEqual([
      ...["sandbox", "workshop", "experiment"],
    ]);
    expect(items[0]).toMatchObject({ duration: { default: "P3D", longest: "P30D" } });
  });
});
