import { describe, expect, test } from "vitest";
import { aMachine, anApi, typing } from "./support/a-machine.ts";
import { aLease, LEASE, ROUTE } from "./support/answers.ts";

const NOW = Date.parse("2026-12-01T09:05:00Z");

describe("what people see", () => {
  const leases = [aLease(), aLease({ status: "failed", purpose: "a 名前 that is long enough" })];
  const { fetch } = anApi({ "GET /v1/leases": { items: leases }, [`GET ${ROUTE}`]: aLease() });

  test.each([120, 80, 40])("fits %i columns", async (columns) => {
    const { run } = aMachine({ fetch, columns, env: { NO_COLOR: "1" }, now: () => NOW });
    const { out } = await run("list");
    expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(columns);
    expect(out).toContain(LEASE);
  });

  test("has colours on a terminal only, and never where they are not wanted", async () => {
    const colours = "\u001b[";
    const on = await aMachine({ fetch, columns: 80 }).run(`show ${LEASE}`);
    expect(on.out).toContain(colours);
    for (const quiet of [
      aMachine({ fetch }).run(`show ${LEASE}`),
      aMachine({ fetch, columns: 80, env: { NO_COLOR: "1" } }).run(`show ${LEASE}`),
      aMachine({ fetch, columns: 80 }).run(`show ${LEASE} --no-color`),
      aMachine({ fetch, columns: 80, env: { TERM: "dumb" } }).run(`show ${LEASE}`),
    ])
      expect((await quiet).out).not.toContain(colours);
  });

  test("cannot be forged by what others wrote", async () => {
    const forged = aLease({ purpose: "\u001b[2J\u001b[1;31mpaid\r\nstatus  ended" });
    const api = anApi({ [`GET ${ROUTE}`]: forged });
    const { out } = await aMachine({ fetch: api.fetch }).run(`show ${LEASE}`);
    expect(out).not.toContain("\u001b");
    expect(out.match(/^status/gm)).toHaveLength(1);
  });

  test.each([
    ["its end is near", { frozenForEnd: true }, `mayfly extend ${LEASE} frees it`],
    ["its budget is used up", {}, "an administrator can free it"],
  ])("says what helps when a lease is frozen because %s", async (_, why, help) => {
    const frozen = aLease({ frozenAt: "2026-12-01T09:00:00.000Z", ...why });
    const api = anApi({ [`GET ${ROUTE}`]: frozen });
    const { out } = await aMachine({ fetch: api.fetch }).run(`show ${LEASE}`);
    expect(out.replaceAll(/\s+/g, " ")).toContain(
      `since 2026-12-01 09:00Z: nothing new can be spent; ${help}`,
    );
  });

  test("tells the holder of an account that others had that quotas may be used up", async () => {
    const reused = { leases: 3, returnedAt: "2026-11-30T08:00:00.000Z", note: "Quotas may lack." };
    const api = anApi({ [`GET ${ROUTE}`]: aLease({ reused }) });
    const { out } = await aMachine({ fetch: api.fetch }).run(`show ${LEASE}`);
    expect(out.replaceAll(/\s+/g, " ")).toContain(
      "served before 3 leases, until 2026-11-30 08:00Z: Quotas may lack.",
    );
  });

  test("is JSON and nothing else with --json", async () => {
    const { out, err } = await aMachine({ fetch, columns: 40 }).run("list --json");
    expect([JSON.parse(out), err]).toEqual([leases, ""]);
  });
});

describe("end", () => {
  const api = () => anApi({ [`DELETE ${ROUTE}`]: aLease({ status: "ending" }) });

  test("asks for the name on a terminal", async () => {
    const { fetch, asked } = api();
    const { code } = await aMachine({ fetch, stdin: typing(LEASE) }).run(`end ${LEASE}`);
    expect([code, asked.length]).toEqual([0, 1]);
  });

  test.each(["y", "", "l-0000000000000000"])("changes nothing when %j is typed", async (typed) => {
    const { fetch, asked } = api();
    const outcome = await aMachine({ fetch, stdin: typing(typed) }).run(`end ${LEASE}`);
    expect(outcome).toMatchObject({ code: 2, err: expect.stringContaining("nothing was changed") });
    expect(asked).toEqual([]);
  });

  test("needs --yes where nobody can be asked", async () => {
    const { fetch, asked } = api();
    const refused = await aMachine({ fetch }).run(`end ${LEASE}`);
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining("--yes") });
    expect((await aMachine({ fetch }).run(`end ${LEASE} --yes`)).code).toBe(0);
    expect(asked).toHaveLength(1);
  });
});
