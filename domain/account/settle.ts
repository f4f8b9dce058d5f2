import type { AccountId, LeaseId } from "../ids.ts";
import type { Change } from "../lease/change.ts";
import type { Disposition } from "../template/template.ts";
import { between, HOUR, type Instant } from "../time.ts";
import type { CreatingAccount } from "./account.ts";
import { accountCreated, neverCreated, postponeSettling } from "./create.ts";
import { quarantineAccount, quarantinedEvent } from "./quarantine.ts";

/** How long after CreateAccount an account that cannot be found is taken as never created. */
export const LOST_AFTER = 24 * HOUR;

/**
 * What became of a creation that no lease waits for any more: a found account is condemned at once,
 * one that cannot be found for a day was never created, and otherwise we look again later.
 */
export function settleCreation(
  account: CreatingAccount & { readonly leaseId: LeaseId },
  found: { accountId: AccountId | undefined; disposition: Disposition },
  now: Instant,
): Change {
  if (found.accountId !== undefined) {
    const created = accountCreated(
      account,
      { accountId: found.accountId, leaseId: account.leaseId },
      now,
    );
    const condemned = quarantineAccount(created.account, found.disposition, now);
    const quarantined = { ...condemned, version: account.version + 1 };
    const why = "Its lease failed before it was created.";
    const event = quarantinedEvent(quarantined, { at: now, by: "mayfly", from: "preparing", why });
    return { ...created, account: quarantined, events: [...created.events, event] };
  }
  const lost = account.submittedAt === undefined || between(account.submittedAt, now) >= LOST_AFTER;
  return lost
    ? neverCreated(account, { at: now, why: "Organizations does not know it." })
    : postponeSettling(account, now);
}
