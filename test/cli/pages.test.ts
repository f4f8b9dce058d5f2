import { describe, expect, test } from "vitest";
import { aMachine, anApi } from "./support/a-machine.ts";
import { aLease } from "./support/answers.ts";

const RANGE = { from: "2026-11-01T00:00:00.000Z", to: "2026-11-24T21:00:00.000Z" };
const rows = [1, 2, 3, 4, 5].map((nth) => ({ leaseId: `l-${nth}`, cost: nth }));

/** Two rows a page. */
function reports() {
  const asked: Record<string, string>[] = [];
  const answer = (query: URLSearchParams) => {
    asked.push(Object.fromEntries(query));
    const start = Number(query.get("cursor") ?? 0);
    const range = {
      from: query.get("from") ?? RANGE.from,
      // A range that is not said ends when it is asked for.
      to: query.get("to") ?? (asked.length === 1 ? RANGE.to : "2026-11-24T21:00:01.000Z"),
    };
    const next = start + 2 < rows.length ? { next: String(start + 2) } : {};
    return { ...range, items: rows.slice(start, start + 2), ...next };
  };
  return { asked, machine: aMachine({ fetch: anApi({ "GET /v1/reports/leases": answer }).fetch }) };
}

describe("a report as JSON", () => {
  test.each(["report --json", "report -f json"])("%s has every page", async (line) => {
    const { asked, machine } = reports();
    const { code, out } = await machine.run(line);
    expect([code, JSON.parse(out)]).toEqual([0, { ...RANGE, items: rows }]);
    expect(asked).toHaveLength(3);
  });

  test("is of one range, which further pages are asked for too", async () => {
    const { asked, machine } = reports();
    await machine.run("report --json --from 2026-11-01");
    expect(asked[0]).toEqual({ from: "2026-11-01", format: "json" });
    expect(asked.slice(1)).toMatchObject([
      { from: "2026-11-01", to: RANGE.to, cursor: "2" },
      { from: "2026-11-01", to: RANGE.to, cursor: "4" },
    ]);
  });

  test("put together by owner is asked for once", async () => {
    const answer = { ...RANGE, items: [{ name: "ada", leases: 2, hours: 3, cost: 1 }] };
    const api = anApi({ "GET /v1/reports/leases": answer });
    const { out } = await aMachine({ fetch: api.fetch }).run("report --json --by owner");
    expect([JSON.parse(out), api.asked.length]).toEqual([answer, 1]);
  });
});

test("a list is followed from page to page", async () => {
  const [first, second] = [aLease({ purpose: "one" }), aLease({ purpose: "two" })];
  const leases = (query: URLSearchParams) =>
    query.get("cursor") === "on" ? { items: [second] } : { items: [first], next: "on" };
  const { fetch } = anApi({ "GET /v1/leases": leases });
  const { out } = await aMachine({ fetch }).run("list --json");
  expect(JSON.parse(out)).toEqual([first, second]);
});
