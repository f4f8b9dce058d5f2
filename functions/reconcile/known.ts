import type { Account } from "../../domain/account/account.ts";
import {
  discrepancies,
  isOver,
  type Listed,
  notice,
  setAside,
  takeBack,
} from "../../domain/account/census.ts";
import { type Loss, loseAccount } from "../../domain/account/lose.ts";
import type { AccountId } from "../../domain/ids.ts";
import type { Change } from "../../domain/lease/change.ts";
import type { Lease } from "../../domain/lease/lease.ts";
import type { Instant } from "../../domain/time.ts";
import { decideAndCommit, withTally } from "../shared/committing.ts";
import { withCapacity } from "../shared/counting.ts";
import type { ReconcilePorts } from "./ports.ts";

export type NumberedAccount = Account & { readonly accountId: AccountId };

const NOTHING: Change = { events: [] };

/** Somebody is at work on the others, and finds out by himself. */
const AT_REST: readonly Account["status"][] = ["preparing", "available", "leased", "attention"];

/**
 * Compares an account of ours with what Organizations says of it; `undefined` when it is not listed.
 * Answers whether Organizations disagrees about it.
 */
export async function meetKnown(
  ports: ReconcilePorts,
  known: NumberedAccount,
  listed: Listed | undefined,
): Promise<boolean> {
  if (!AT_REST.includes(known.status)) return known.noticed !== undefined;
  const loss = await lossOf(ports, known, listed);
  // Before it is recorded: whatever is recorded as lost, nobody looks at again.
  if (loss !== undefined && "leaseId" in known) await ports.budgets.remove(known.accountId);
  const { account: after = known } = await decideAndCommit(ports.ledger, async () => {
    const account = await ports.ledger.account(known.key);
    // What is listed is about the account as it was then.
    if (account?.version !== known.version) return NOTHING;
    const now = ports.clock.now();
    if (loss !== undefined) return await lose(ports, known, { ...loss, now });
    return listed === undefined ? NOTHING : changeOf(ports, known, { listed, now });
  });
  return after.noticed !== undefined;
}

async function lossOf(
  { organization }: ReconcilePorts,
  { accountId }: NumberedAccount,
  listed: Listed | undefined,
): Promise<Loss | undefined> {
  if (listed !== undefined)
    return isOver(listed)
      ? { fate: "closed", why: "Somebody else has closed the account." }
      : undefined;
  // A listing may be behind.
  if (!(await organization.hasLeft(accountId))) return undefined;
  return { fate: "gone", why: "The account is not in the organization any more." };
}

function changeOf(
  { homes }: ReconcilePorts,
  account: NumberedAccount,
  { listed, now }: { readonly listed: Listed; readonly now: Instant },
): Change {
  if ("setAside" in account) return takeBack(account, { listed, homes }, now);
  const found = discrepancies(account, listed, homes);
  if (account.status === "available" && found.length > 0) return setAside(account, found, now);
  return notice(account, { listed, found }, now) ?? NOTHING;
}

async function lose(
  { ledger }: ReconcilePorts,
  account: NumberedAccount,
  loss: Loss & { readonly now: Instant },
): Promise<Change> {
  const lease = await leaseOf(ledger, account);
  const lost = await withCapacity(ledger, account, loseAccount(account, lease, loss), loss.now);
  return lease === undefined ? lost : await withTally(ledger, lease, lost);
}

async function leaseOf(
  ledger: ReconcilePorts["ledger"],
  account: NumberedAccount,
): Promise<Lease | undefined> {
  return "leaseId" in account ? await ledger.lease(account.leaseId) : undefined;
}
