import type { Account } from "../../domain/account/account.ts";
import type { Listed } from "../../domain/account/census.ts";
import { dueForComparison } from "../../domain/account/drift.ts";
import type { AccountId } from "../../domain/ids.ts";
import { logger } from "../shared/observability.ts";
import { presentAccounts } from "../shared/present-accounts.ts";
import { compareWithBaseline } from "./drift.ts";
import { meetKnown, type NumberedAccount } from "./known.ts";
import type { Reconciled } from "./measure.ts";
import type { ReconcilePorts } from "./ports.ts";
import { meetStranger } from "./stranger.ts";

/**
 * Compares the ledger with Organizations, and some accounts with their baselines. The ledger is read first:
 * whatever changes after that is left to the next reconcile. One account that cannot be dealt with does not
 * stop the others.
 */
export const reconcile = (ports: ReconcilePorts) => async (): Promise<Reconciled> => {
  const known = (await presentAccounts(ports.views)).filter(isNumbered);
  const listed = await ports.organization.accounts();
  const byNumber = new Map(listed.map((each) => [each.accountId, each]));
  const numbers = new Set(known.map(({ accountId }) => accountId));
  const strangers = listed.filter(({ accountId }) => !numbers.has(accountId));
  const found = await each(strangers, (one) => meetStranger(ports, one));
  const met = await each(known, (one) => meetKnown(ports, one, byNumber.get(one.accountId)));
  const drifted = await compareSome(ports, known, byNumber);
  return {
    found: found.answers.filter(Boolean).length,
    astray: met.answers.filter(Boolean).length,
    drifted: drifted.answers.filter(({ length }) => length > 0).length,
    failed: found.failed + met.failed + drifted.failed,
  };
};

const isNumbered = (account: Account): account is NumberedAccount => "accountId" in account;

/** Only accounts that are active in Organizations: no other lets us in. */
function compareSome(
  ports: ReconcilePorts,
  known: readonly NumberedAccount[],
  byNumber: ReadonlyMap<AccountId, Listed>,
) {
  const leased = known.filter((account) => account.status === "leased");
  const active = leased.filter(({ accountId }) => byNumber.get(accountId)?.state === "ACTIVE");
  return each(dueForComparison(active, ports.clock.now()), (one) =>
    compareWithBaseline(ports, one),
  );
}

/** Does to each what is to be done, one after the other. */
async function each<T extends { readonly accountId: AccountId }, A>(
  items: readonly T[],
  deed: (item: T) => Promise<A>,
): Promise<{ readonly answers: readonly A[]; readonly failed: number }> {
  const answers: A[] = [];
  for (const item of items)
    try {
      answers.push(await deed(item));
    } catch (error) {
      const { accountId } = item;
      logger.error("An account could not be reconciled.", { accountId, error: error as Error });
    }
  return { answers, failed: items.length - answers.length };
}
