import { adopt, type Guess, keyOf, type Listed } from "../../domain/account/census.ts";
import { isTaggedAs } from "../../domain/account/rails.ts";
import type { AccountId } from "../../domain/ids.ts";
import type { Change } from "../../domain/lease/change.ts";
import { decideAndCommit } from "../shared/committing.ts";
import { withCreations } from "../shared/counting.ts";
import { logger } from "../shared/observability.ts";
import type { ReconcilePorts } from "./ports.ts";

/** Takes an account into the ledger that carries a name of ours and that the ledger does not know. */
export async function meetStranger(ports: ReconcilePorts, listed: Listed): Promise<boolean> {
  const guess = keyOf(ports.naming, listed);
  if (guess === undefined || !(await isOurs(ports, listed, guess))) return false;
  const { key } = guess;
  const decided = await decideAndCommit<Change>(ports.ledger, async () => {
    const before = await ports.ledger.account(key);
    const isFree = before === undefined || (before.status === "closed" && !("accountId" in before));
    if (!isFree) {
      // It is being created, or the index was late; or two accounts go by one name.
      if (isOther(before, listed.accountId))
        logger.warn("Another account goes by the name of one of ours.", { key, listed });
      return { events: [] };
    }
    const now = ports.clock.now();
    const change = adopt(listed, { key, version: before?.version ?? 0 }, now);
    return await withCreations(ports.ledger, before, change, now);
  });
  return decided.account !== undefined;
}

/** Asks for the tags of the few whose name or e-mail looks like ours. */
async function isOurs(
  { organization, naming }: ReconcilePorts,
  { accountId }: Listed,
  { key, isSure }: Guess,
): Promise<boolean> {
  return isSure || isTaggedAs(await organization.tagsOf(accountId), key, naming.prefix);
}

const isOther = (known: object, accountId: AccountId): boolean =>
  "accountId" in known && known.accountId !== accountId;
