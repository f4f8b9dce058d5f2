import { isParked, wakeClosure } from "../../domain/account/close.ts";
import { closureTurn, giveClosureTurn } from "../../domain/capacity/closures.ts";
import { closureQuota } from "../../domain/capacity/limits.ts";
import { LedgerBusy } from "../../domain/failures.ts";
import type { AccountKey } from "../../domain/ids.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Ledger, LedgerViews } from "../../ports/ledger.ts";
import { HEADS, type Service, serve } from "./serving.ts";

export interface AdmitPorts {
  readonly ledger: Ledger;
  readonly views: LedgerViews;
  readonly clock: Clock;
}

/** How often others may be faster at a free place: there are three, so not often. */
const ATTEMPTS = 6;

/** Gives turns to the accounts that wait to be closed, as long as there are any to give. */
export async function admitClosures(ports: AdmitPorts): Promise<void> {
  await serve(await ports.views.queued("closure", HEADS), (key) => admit(ports, key));
}

async function admit(ports: AdmitPorts, key: AccountKey): Promise<Service> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1)
    try {
      return await tryToAdmit(ports, key);
    } catch (error) {
      if (!(error instanceof LedgerBusy)) throw error;
    }
  return "skipped";
}

async function tryToAdmit({ ledger, clock }: AdmitPorts, key: AccountKey): Promise<Service> {
  const account = await ledger.account(key);
  if (account?.status !== "closing" || !isParked(account)) return "skipped";
  const now = clock.now();
  const closures = await ledger.closures();
  const { accounts } = await ledger.creations();
  const turn = closureTurn(closures, closureQuota(accounts), now);
  if (turn === undefined) return "full";
  await ledger.commit({
    ...wakeClosure(account, turn, now),
    closures: giveClosureTurn(closures, turn, now),
  });
  return "admitted";
}
