import { expect, test } from "vitest";
import type { NukeName, NukeReport } from "../../domain/account/nuke-report.ts";
import type { LeaseId } from "../../domain/ids.ts";
import { DAY } from "../../domain/time.ts";
import { verifyClean } from "../../functions/steps/verify-clean/step.ts";
import { ACCOUNT_ID, aNukingAccount, KEY, LEASE_ID, NOW } from "../support/builders.ts";
import { MemoryLedger } from "../support/memory-ledger.ts";

const EARLIER = "l-zzzzzzzzzzzzzzzz" as LeaseId;

const aCleanReport = (leaseId: LeaseId): NukeReport => ({
  ...{ accountKey: KEY, accountId: ACCOUNT_ID, leaseId, attempt: 1 },
  ...{ startedAt: NOW, finishedAt: NOW, passes: 1, counts: [], remaining: [] },
  ...{ reasons: {}, problems: [] },
});

/** An account that is being nuked for the first time after a lease, and the reports that there are. */
function aNuked(...reports: readonly NukeReport[]) {
  const ledger = new MemoryLedger();
  ledger.put({ account: aNukingAccount() });
  const read = (nuke: NukeName) =>
    Promise.resolve(
      reports.find(({ leaseId, attempt }) => leaseId === nuke.leaseId && attempt === nuke.attempt),
    );
  const clock = { now: () => NOW };
  const rules = { size: 0, mostUses: 10, longestAge: 365 * DAY };
  const ports = { ledger, views: ledger, reports: { read }, clock, slots: 10, rules };
  return {
    ledger,
    verify: () => verifyClean(ports)({ accountKey: KEY, leaseId: LEASE_ID, attempt: 1 }),
  };
}

test("an account is believed clean when the report of this very nuke says so", async () => {
  const { ledger, verify } = aNuked(aCleanReport(LEASE_ID));
  await verify();
  expect(await ledger.account(KEY)).toMatchObject({ status: "nuking", cleanSince: NOW });
});

test("the clean report of an earlier lease's nuke, which counted its attempts alike, proves nothing", async () => {
  const { verify } = aNuked(aCleanReport(EARLIER));
  await expect(verify()).rejects.toMatchObject({
    ...{ name: "NotClean", message: "The nuke left no report." },
  });
});
