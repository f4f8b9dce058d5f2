import { describe, expect, test } from "vitest";
import type { ReadyCertificate } from "../../domain/baseline/certificate.ts";
import type { BaselineSite } from "../../domain/baseline/wanted.ts";
import { DAY, plus } from "../../domain/time.ts";
import { applyBaseline } from "../../functions/steps/apply-baseline/step.ts";
import type { ChildAccounts } from "../../ports/child-account.ts";
import { aBaseline } from "../support/a-baseline.ts";
import { aClaimedLease, aPreparingAccount, aTemplate, LEASE_ID, NOW } from "../support/builders.ts";
import { MemoryLedger } from "../support/memory-ledger.ts";

const BASELINE = aBaseline({
  certificates: [{ name: "web", secret: "web", path: "/", renewDaysBefore: 30 }],
});

/** The step, about a lease whose baseline has one certificate; and the sites that it was applied to. */
function applying(more: Partial<ReadyCertificate>, template = BASELINE.name) {
  const ledger = new MemoryLedger();
  const wanted = { template: aTemplate({ baseline: template }) };
  ledger.put({ lease: aClaimedLease(wanted), account: aPreparingAccount() });
  const certificate: ReadyCertificate = {
    ...{ fingerprint: "0123456789ab", validFrom: plus(NOW, -DAY), expiresAt: plus(NOW, DAY) },
    texts: () => ({ body: "a body", key: "a secret key" }),
    ...more,
  };
  const sites: BaselineSite[] = [];
  const apply = async (_: unknown, site: BaselineSite) => {
    sites.push(site);
    return ["upload-certificate"];
  };
  const accounts = { enter: () => ({ apply }) } as unknown as ChildAccounts;
  const step = applyBaseline({
    ...{ ledger, accounts, prefix: "mayfly", clock: { now: () => NOW } },
    ...{ baselines: [BASELINE], certificates: async () => ({ web: certificate }) },
  });
  return { run: () => step({ leaseId: LEASE_ID }), sites, certificate };
}

describe("applying the baseline of a lease", () => {
  test("brings the certificates that its secrets have", async () => {
    const { run, sites, certificate } = applying({});
    expect(await run()).toEqual({ changed: ["upload-certificate"] });
    expect(sites).toMatchObject([{ certificates: { web: certificate } }]);
  });

  test("fails for an expired certificate before anything is changed", async () => {
    const { run, sites } = applying({ expiresAt: NOW });
    await expect(run()).rejects.toMatchObject({ name: "CertificateRefused" });
    expect(sites).toEqual([]);
  });

  test("fails for a baseline that is not deployed any more", async () => {
    await expect(applying({}, "gone").run()).rejects.toThrow("is not deployed any more");
  });
});
