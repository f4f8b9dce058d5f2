import type { Account, AccountStatus, AvailableAccount } from "../../domain/account/account.ts";
import type { LedgerViews } from "../../ports/ledger.ts";
import { everyPage } from "./every-page.ts";

/** Every state of an account that is in the organization, or may be. */
const PRESENT: readonly AccountStatus[] = [
  ...(["creating", "preparing", "available", "leased", "quarantined"] as const),
  ...(["nuking", "closing", "attention", "closed"] as const),
];

/** Every account that takes a slot, or may: one that changes its state meanwhile may be missing. */
export async function presentAccounts(views: LedgerViews): Promise<readonly Account[]> {
  const accounts: Account[] = [];
  for (const status of PRESENT)
    accounts.push(...(await everyPage((page) => views.accountsIn(status, page))));
  return accounts;
}

/** Every account of the pool, oldest first; what rests is among them. */
export async function pooledAccounts(views: LedgerViews): Promise<readonly AvailableAccount[]> {
  const accounts = await everyPage((page) => views.accountsIn("available", page));
  return accounts.filter((account) => account.status === "available");
}
