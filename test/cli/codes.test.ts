import { describe, expect, test } from "vitest";
import { aMachine, anApi, problem } from "./support/a-machine.ts";

const COURSE = {
  ...{ course: "networks-101", template: "workshop", endsAt: "2026-12-20T18:00:00.000Z" },
  ...{ madeBy: "arn:aws:iam::222222222222:user/teacher", madeAt: "2026-12-01T09:00:00.000Z" },
  ...{ unused: 2, redeemed: 1, expired: 0, withdrawn: 4 },
};
const MAKE = "codes make networks-101 -t workshop --until 2026-12-20T18:00:00Z";

describe("codes", () => {
  test("make prints the codes, one a line, and what was asked for", async () => {
    const codes = ["7K2M-9QXT-4VHB-N8RD", "C3W0-ZJ5E-1GYP-6FAS"];
    const api = anApi({ "POST /v1/codes": { course: COURSE, codes } });
    const { code, out } = await aMachine({ fetch: api.fetch }).run(`${MAKE} -n 2 -b 10`);
    expect([code, out.trim().split("\n")]).toEqual([0, codes]);
    expect(JSON.parse(api.asked[0]?.body ?? "")).toEqual({
      ...{ course: "networks-101", template: "workshop", number: 2, budget: 10 },
      endsAt: "2026-12-20T18:00:00Z",
    });
  });

  test("make asks for nothing when the number is none", async () => {
    const api = anApi({});
    const { code } = await aMachine({ fetch: api.fetch }).run(`${MAKE} -n many`);
    expect(code).not.toBe(0);
    expect(api.asked).toEqual([]);
  });

  test("list counts what became of the codes", async () => {
    const api = anApi({ "GET /v1/codes": { items: [COURSE] } });
    const { out } = await aMachine({ fetch: api.fetch }).run("codes list");
    expect(out).toMatch(/networks-101 +workshop +\S+ +2 +1 +0 +4/);
  });

  test("list says why it may not", async () => {
    const api = anApi({ "GET /v1/codes": problem(403, "Only administrators may.") });
    const { code, err } = await aMachine({ fetch: api.fetch }).run("codes list");
    expect(code).not.toBe(0);
    expect(err).toContain("Only administrators may.");
  });

  test("withdraw refuses what is no course before it asks", async () => {
    const api = anApi({});
    const { code } = await aMachine({ fetch: api.fetch }).run("codes withdraw ../leases -y");
    expect([code === 0, api.asked]).toEqual([false, []]);
  });

  test("withdraw tells what it did", async () => {
    const answer = { course: COURSE, leasesEnded: 0 };
    const api = anApi({ "DELETE /v1/codes/networks-101": answer });
    const { out } = await aMachine({ fetch: api.fetch }).run("codes withdraw networks-101 -y");
    expect(out).toContain("4 codes are withdrawn; 0 leases were ended.");
  });
});
