import type { LeasedAccount } from "../../domain/account/account.ts";
import { type Comparison, compared } from "../../domain/account/drift.ts";
import type { Baseline } from "../../domain/baseline/baseline.ts";
import { endingSoon } from "../../domain/baseline/certificate.ts";
import { siteOf } from "../../domain/baseline/wanted.ts";
import type { Lease } from "../../domain/lease/lease.ts";
import { decideAndCommit } from "../shared/committing.ts";
import { knownLease } from "../shared/reading.ts";
import type { ReconcilePorts } from "./ports.ts";

/** Compares a leased account with its baseline, and puts it right where its template says so. */
export async function compareWithBaseline(
  ports: ReconcilePorts,
  account: LeasedAccount,
): Promise<readonly string[]> {
  const lease = await knownLease(ports.ledger, account.leaseId);
  // Noted before it is tried: one that cannot be compared does not keep the others from their turn.
  await note(ports, account, { differences: account.drift ?? [], isRepaired: false });
  const baseline = ports.baselines.find(({ name }) => name === lease.template.baseline);
  if (lease.status !== "active" || baseline === undefined) return [];
  const found = await comparisonOf(ports, account, { lease, baseline });
  await note(ports, account, found);
  return found.differences;
}

async function comparisonOf(
  { accounts, certificates, clock, naming: { prefix } }: ReconcilePorts,
  account: LeasedAccount,
  { lease, baseline }: { readonly lease: Lease; readonly baseline: Baseline },
): Promise<Comparison> {
  const child = accounts.enter(account.accountId, lease.id);
  const ready = await certificates(baseline);
  const site = siteOf(account, prefix, ready);
  const isRepaired = lease.template.drift === "repair";
  const differences = await (isRepaired
    ? child.apply(baseline, site)
    : child.compare(baseline, site));
  const ending = endingSoon(baseline.certificates, ready, clock.now());
  return { differences: [...differences, ...ending], isRepaired };
}

/** An account whose lease has ended meanwhile is nobody's concern. */
const note = (
  { ledger, clock }: ReconcilePorts,
  { key, leaseId }: LeasedAccount,
  found: Comparison,
) =>
  decideAndCommit(ledger, async () => {
    const account = await ledger.account(key);
    if (account?.status !== "leased" || account.leaseId !== leaseId) return { events: [] };
    return compared(account, found, clock.now());
  });
