import { finishClosing } from "../../../domain/account/teardown.ts";
import { ClosureStillPending, LedgerMismatch } from "../../../domain/failures.ts";
import type { Clock } from "../../../ports/clock.ts";
import type { Ledger, LedgerViews } from "../../../ports/ledger.ts";
import type { Closure, Placement } from "../../../ports/organization.ts";
import { admitClosures } from "../../shared/admit-closures.ts";
import { decideAndCommit } from "../../shared/committing.ts";
import { withCapacity } from "../../shared/counting.ts";
import { knownAccount, teardownAccount } from "../../shared/reading.ts";
import type { TeardownInput } from "../../shared/schemas.ts";

interface Ports {
  readonly ledger: Ledger;
  readonly views: LedgerViews;
  readonly organization: Closure & Placement;
  readonly clock: Clock;
  readonly closedUnitId: string;
}

/** Waits until AWS says that the account is closed, records it, and lets the next one have its place. */
export const confirmClosure =
  (ports: Ports) =>
  async (input: TeardownInput): Promise<Record<string, never>> => {
    await confirm(ports, input);
    await admitClosures(ports);
    return {};
  };

async function confirm(
  { ledger, organization, clock, closedUnitId }: Ports,
  input: TeardownInput,
): Promise<void> {
  if ((await knownAccount(ledger, input.accountKey)).status === "closed") return; // by an earlier try
  const account = await teardownAccount(ledger, input);
  if (account.status !== "closing")
    throw new LedgerMismatch(`Account ${account.key} is ${account.status}, not closing.`);
  const state = await organization.stateOf(account.accountId);
  if (state !== "CLOSED")
    throw new ClosureStillPending(`AWS says that account ${account.accountId} is ${state}.`, {
      state,
    });
  await organization.place(account.accountId, closedUnitId);
  await decideAndCommit(ledger, () => {
    const now = clock.now();
    return withCapacity(ledger, account, finishClosing(account, now), now);
  });
}
