import { describe, expect, test } from "vitest";
import { aMachine, anApi, problem } from "./support/a-machine.ts";
import { aLease, LEASE } from "./support/answers.ts";

describe("nuke-report", () => {
  const KEY = "022eu72hos";
  const left = "eu-west-1 - S3Bucket - s3://evidence";
  const report = {
    ...{ accountKey: KEY, accountId: "302445233566", leaseId: LEASE, attempt: 2, passes: 3 },
    ...{ startedAt: "2026-12-01T08:00:00.000Z", finishedAt: "2026-12-01T08:40:00.000Z" },
    counts: [{ region: "eu-west-1", type: "S3Bucket", removed: 4, failed: 1, filtered: 0 }],
    ...{ remaining: [left], reasons: { [left]: "AccessDenied" }, problems: ["us-east-1 - Foo"] },
  };

  test("says what was removed, what is left and why, and what could not be looked at", async () => {
    const api = anApi({ [`GET /v1/accounts/${KEY}/report`]: report });
    const { code, out } = await aMachine({ fetch: api.fetch }).run(`nuke-report ${KEY}`);
    expect(code).toBe(0);
    expect(out).toContain(`${left}: AccessDenied`);
    expect(out).toMatch(/not looked at +us-east-1 - Foo/);
    expect(out).toMatch(/eu-west-1 +S3Bucket +4 +1 +0/);
  });

  test("says so when there is none", async () => {
    const api = anApi({ [`GET /v1/accounts/${KEY}/report`]: problem(404, "There is no report.") });
    const { code, err } = await aMachine({ fetch: api.fetch }).run(`nuke-report ${KEY}`);
    expect(code).not.toBe(0);
    expect(err).toContain("There is no report.");
  });
});

describe("accounts that are kept from people", () => {
  const OWNER = "arn:aws:iam::222222222222:user/ada";
  const kept = {
    ...{ key: "022eu72hos", status: "attention", name: "m-022eu72hos", email: "m@example.com" },
    ...{ recordedAt: "2026-12-01T08:00:00.000Z", accountId: "302445233566", leaseId: LEASE },
    ...{ owner: OWNER, leaseOver: "ended-by-administrator" },
    cause: { error: "RailBroken", message: "An administrator keeps it in quarantine." },
    attentionSince: "2026-12-01T09:10:00.000Z",
    hold: { by: OWNER.replace("ada", "root-ada"), why: "evidence", since: "2026-12-01T09:05:00Z" },
  };
  const shown = async (line: string, item: object) => {
    const api = anApi({
      "GET /v1/accounts": (query: URLSearchParams) => ({
        items: query.get("status") === "attention" ? [item] : [],
      }),
    });
    const { out } = await aMachine({ fetch: api.fetch, columns: 160 }).run(line);
    return out.replaceAll(/\s+/g, " ");
  };

  test("are listed with whose they were, since when, and why", async () => {
    expect(await shown("accounts", kept)).toContain(`${LEASE} ada 2026-12-01 09:05Z evidence`);
    const { hold: _, ...failed } = kept;
    expect(await shown("accounts", failed)).toContain("ada 2026-12-01 09:10Z RailBroken");
  });

  test("are shown with who keeps them, and how they come out again", async () => {
    const out = await shown("attention", kept);
    expect(out).toContain("owner ada lease over ended-by-administrator");
    expect(out).toContain("kept by root-ada, since 2026-12-01 09:05Z: evidence");
    expect(out).toContain("release it: mayfly attention --retry 022eu72hos");
    const { hold: _, ...failed } = kept;
    expect(await shown("attention", failed)).toContain("mend the cause");
  });
});

describe("stepping in", () => {
  const KEY = "022eu72hos";
  const found = (status: string) => ({
    ...{ key: KEY, status, name: "Old", email: "old@example.com", accountId: "302445233566" },
    recordedAt: "2026-12-01T08:00:00.000Z",
  });

  test("quarantine says why, and how the account comes out again", async () => {
    const api = anApi({ [`POST /v1/accounts/${KEY}/quarantine`]: found("quarantined") });
    const { code, out } = await aMachine({ fetch: api.fetch }).run([
      ...["quarantine", KEY, "--reason", "coins are mined there", "--yes"],
    ]);
    expect([code, out]).toEqual([0, expect.stringContaining(`mayfly attention --retry ${KEY}`)]);
    expect(JSON.parse(api.asked[0]?.body ?? "")).toEqual({ reason: "coins are mined there" });
  });

  test("adopt names the account twice, by number and by name", async () => {
    const api = anApi({ "POST /v1/accounts": found("quarantined") });
    const { code } = await aMachine({ fetch: api.fetch }).run("adopt 302445233566 -n Old -y");
    expect(code).toBe(0);
    expect(JSON.parse(api.asked[0]?.body ?? "")).toEqual({
      ...{ accountId: "302445233566", name: "Old" },
    });
  });

  test("unfreeze may name a larger budget", async () => {
    const api = anApi({ [`POST /v1/leases/${LEASE}/unfreeze`]: aLease({ budget: 100 }) });
    const { out } = await aMachine({ fetch: api.fetch }).run(`unfreeze ${LEASE} -b 100`);
    expect(out).toContain("$100 in all");
    expect(JSON.parse(api.asked[0]?.body ?? "")).toEqual({ budget: 100 });
  });

  test("audit prints the lease and its history", async () => {
    const document = {
      ...{ asOf: "2026-12-01T09:00:00.000Z", lease: { id: LEASE } },
      events: [{ type: "LeaseRequested", at: "2026-12-01T09:00:00.000Z", by: "developer" }],
    };
    const api = anApi({ [`GET /v1/leases/${LEASE}/audit`]: document });
    const { out } = await aMachine({ fetch: api.fetch }).run(`audit ${LEASE}`);
    expect(JSON.parse(out)).toEqual(document);
  });

  test("access lists who gets in where, and until when", async () => {
    const grant = {
      ...{ leaseId: LEASE, owner: "arn:aws:iam::222222222222:user/developer" },
      ...{ accountId: "302445233566", until: "2026-12-03T09:05:00.000Z", roleArn: "arn:x" },
      ...{ requiresMfa: false, isHandedOut: true },
    };
    const api = anApi({ "GET /v1/access": { items: [grant] } });
    const { out } = await aMachine({ fetch: api.fetch }).run("access");
    expect(out).toMatch(new RegExp(`302445233566 +${LEASE} +2026-12-03 09:05Z`));
  });
});
