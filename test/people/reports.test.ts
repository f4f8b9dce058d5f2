import { beforeAll, describe, expect, test } from "vitest";
import { signer } from "../../domain/access/caller.ts";
import type { DomainEvent } from "../../domain/events.ts";
import type { LeaseId, Principal } from "../../domain/ids.ts";
import { DAY, type Instant, plus } from "../../domain/time.ts";
import type { ApiPorts } from "../../functions/api/ports.ts";
import type { ApiResponse } from "../../functions/api/problem.ts";
import { BadRequest } from "../../functions/api/request.ts";
import { reportLeases } from "../../functions/api/routes/report.ts";
import { ALICE, anActiveLease, aTemplate, BOB, NOW } from "../support/builders.ts";
import { aCloud, DAY as DAY_IN_MS, type TestCloud } from "../support/cloud.ts";
import { end, anActiveLease as vended } from "../support/lives.ts";
import { MemoryLedger } from "../support/memory-ledger.ts";
import { expectProblem } from "../support/refusals.ts";

/** A hundred and fifty leases of three people, one begun every day from December on. */
function aLedger(): MemoryLedger {
  const ledger = new MemoryLedger();
  for (let day = 0; day < 150; day += 1) {
    const id = `l-${String(day).padStart(16, "0")}` as LeaseId;
    const owner = [ALICE, BOB, `${BOB}by` as Principal][day % 3] ?? ALICE;
    const template = aTemplate({ name: day % 2 === 0 ? "sandbox" : "workshop" });
    const { warned: _, ...held } = anActiveLease({ activatedAt: plus(NOW, day * DAY) });
    const over = { endingSince: plus(NOW, (day + 1) * DAY), endedAt: plus(NOW, (day + 1) * DAY) };
    const lease = { ...held, ...over, id, owner, template, purpose: `day ${day}` } as const;
    ledger.put({ lease: { ...lease, status: "ended", reason: "expired" } });
  }
  return ledger;
}

const AUDITOR = "arn:aws:iam::222222222222:user/auditor" as Principal;
const ledger = aLedger();
const ask = async (query: Record<string, string>) => {
  const ports = {
    ...{ ledger, views: ledger, clock: { now: () => plus(NOW, 200 * DAY) }, templates: [] },
    directory: { approvers: [], administrators: [], auditors: [AUDITOR] },
  } as unknown as ApiPorts;
  const who = signer(AUDITOR);
  const request = { who, caller: AUDITOR, query, path: {}, headers: {}, sourceIp: "", body: "" };
  const { statusCode, body, headers } = await answered(reportLeases(ports)(request));
  return { statusCode, headers, body };
};
const answered = (asked: Promise<ApiResponse>): Promise<ApiResponse> =>
  asked.catch((error: unknown) => {
    if (error instanceof BadRequest) return error.response;
    throw error;
  });

const YEAR = { from: "2026-12-01", to: "2027-12-01" };

describe("the report of leases", () => {
  test("has each lease once over all its pages, in their order, however long a page is", async () => {
    for (const limit of ["1", "7", "30", "31", "100"]) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const query = { ...YEAR, limit, ...(cursor === undefined ? {} : { cursor }) };
        const page = JSON.parse((await ask(query)).body) as {
          readonly items: readonly { readonly begunAt: Instant }[];
          readonly next?: string;
        };
        expect(page.items.length).toBeLessThanOrEqual(Number(limit));
        seen.push(...page.items.map(({ begunAt }) => begunAt));
        cursor = page.next;
      } while (cursor !== undefined);
      expect(seen).toEqual(Array.from({ length: 150 }, (_, day) => plus(NOW, day * DAY)));
    }
  });

  test.each([
    ["person", [ALICE, BOB, `${BOB}by`], [50, 50, 50]],
    ["template", ["sandbox", "workshop"], [75, 75]],
    ["month", ["2026-12", "2027-01", "2027-02", "2027-03", "2027-04"], [31, 31, 28, 31, 29]],
  ])("is summed up by %s", async (by, names, counts) => {
    const { items } = JSON.parse((await ask({ ...YEAR, by })).body) as { items: object[] };
    const expected = names.map((name, index) => {
      const leases = counts[index] ?? 0;
      return { name, leases, hours: leases * 24 };
    });
    expect(items).toEqual(expected);
  });

  test("ends before the day at which its range ends", async () => {
    const { body } = await ask({ from: "2026-12-02", to: "2026-12-04", by: "month" });
    expect(JSON.parse(body)).toMatchObject({ items: [{ name: "2026-12", leases: 2 }] });
  });

  test("is a table where that is asked for", async () => {
    const { headers, body } = await ask({ ...YEAR, to: "2026-12-03", format: "csv" });
    expect(headers["content-type"]).toBe("text/csv; charset=utf-8");
    expect(body.split("\r\n")).toEqual([
      "leaseId,owner,template,purpose,status,accountId,begunAt,endedAt,reason,hours,budget,cost,costUntil,approvedBy",
      `l-0000000000000000,${ALICE},sandbox,day 0,ended,333333333333,${NOW},${plus(NOW, DAY)},expired,24,50,,,`,
      expect.stringContaining("day 1") as string,
      "",
    ]);
  });

  test.each([
    ["from", { from: "yesterday" }],
    ["from", { from: "2026-02-30" }],
    ["to", { from: "2026-12-02", to: "2026-12-01" }],
    ["to", { from: "2025-01-01", to: "2027-01-01" }],
    ["by", { by: "colour" }],
    ["format", { format: "pdf" }],
    ["limit", { limit: "0" }],
  ])("is refused for a wrong %s", async (field, query) => {
    const { statusCode, body } = await ask(query);
    expect(statusCode).toBe(422);
    expect((JSON.parse(body) as { errors: { field: string }[] }).errors[0]?.field).toBe(field);
  });
});

describe("in a cloud,", () => {
  let cloud: TestCloud;
  let id: string;
  beforeAll(async () => {
    cloud = await aCloud();
    id = await vended(cloud);
    await vended(cloud, { template: "workshop", duration: "PT8H" }, "colleague");
    await cloud.pass(DAY_IN_MS / 2);
    await end(cloud, id);
    await cloud.until("LeaseEnded", { leaseId: id });
  });

  test("the report is of what has happened", async () => {
    const { status, body } = await cloud.as("auditor")("GET /v1/reports/leases?limit=1");
    expect(status).toBe(200);
    expect(body["items"]).toMatchObject([{ leaseId: id, reason: "ended-by-owner" }]);
    const next = encodeURIComponent(String(body["next"]));
    const more = await cloud.as("auditor")(`GET /v1/reports/leases?limit=1&cursor=${next}`);
    expect(more.body["items"]).toMatchObject([{ template: "workshop" }]);
    const sums = await cloud.as("administrator")("GET /v1/reports/leases?by=template");
    expect(sums.body["items"]).toMatchObject([
      { name: "sandbox", leases: 1 },
      { name: "workshop", leases: 1 },
    ]);
  });

  test("a cursor that nobody gave is refused", async () => {
    for (const cursor of ["x", "2026-12.x", "1999-01."])
      expectProblem(await cloud.as("auditor")(`GET /v1/reports/leases?cursor=${cursor}`), {
        ...{ status: 422, kind: "invalid", field: "cursor" },
      });
  });

  test("the audit trail of a lease is one document with everything in it", async () => {
    const { body } = await cloud.as("auditor")(`GET /v1/leases/${id}/audit`);
    expect(body["lease"]).toMatchObject({ id, status: "ended" });
    const told = (body["events"] as DomainEvent[]).map(({ type }) => type);
    const published = cloud.events.filter(({ leaseId }) => leaseId === id);
    expect(told.toSorted()).toEqual(published.map(({ type }) => type).toSorted());
  });
});
