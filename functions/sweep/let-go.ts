import type { AvailableAccount } from "../../domain/account/account.ts";
import { ageOut } from "../../domain/account/age-out.ts";
import { isWornOut, mayLeave, type PoolRules } from "../../domain/capacity/pool.ts";
import { LedgerBusy } from "../../domain/failures.ts";
import type { ClaimPorts } from "../shared/claiming.ts";
import { roomIn } from "../shared/room-left.ts";

type Ports = ClaimPorts & { readonly rules: PoolRules };

/** Lets worn-out accounts of the pool go, a few at a time and oldest first, while there is room for it. */
export async function letGo(ports: Ports, pool: readonly AvailableAccount[]): Promise<void> {
  const { rules, clock } = ports;
  const worn = pool.filter((account) => isWornOut(account, rules, clock.now()));
  if (worn.length === 0) return;
  const count = mayLeave(rules, await roomIn(ports));
  for (const account of worn.slice(0, count)) await unlessClaimed(ports, account);
}

/** The account is as the index shows it, which may be behind: whoever has claimed it meanwhile keeps it. */
async function unlessClaimed(
  { ledger, clock, ids }: ClaimPorts,
  account: AvailableAccount,
): Promise<void> {
  try {
    await ledger.commit(ageOut(account, ids.leaseId(), clock.now()));
  } catch (error) {
    if (!(error instanceof LedgerBusy)) throw error;
  }
}
