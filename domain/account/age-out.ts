import type { LeaseId, Principal } from "../ids.ts";
import type { Change } from "../lease/change.ts";
import { nobodysLease } from "../lease/nobodys.ts";
import type { Instant } from "../time.ts";
import type { AvailableAccount, LeasedAccount } from "./account.ts";
import { quarantineAccount, quarantinedEvent } from "./quarantine.ts";

const MAYFLY = "mayfly" as Principal;

/**
 * Condemns a worn-out account of the pool: it is emptied once more, like any other, and closed. The lease that it
 * is said to have served is nobody's, and so nobody is told that it ended.
 */
export function ageOut(account: AvailableAccount, leaseId: LeaseId, at: Instant): Change {
  const { availableSince: _, restsUntil: __, noticed: ___, ...rest } = account;
  const leased: LeasedAccount = { ...rest, status: "leased", leaseId };
  const quarantined = quarantineAccount(leased, "close", at);
  const why = `It lay in the pool, made on ${account.recordedAt} and used ${account.uses ?? 0} times: it is too old, or was used often enough.`;
  return {
    lease: nobodysLease(account, leaseId, {
      ...{ by: MAYFLY, at, reason: "aged-out", purpose: `Lets go account ${account.name}` },
      ...{ template: AGED_OUT, disposition: "close" },
    }),
    account: quarantined,
    events: [quarantinedEvent(quarantined, { at, by: "mayfly", from: "available", why })],
  };
}

const AGED_OUT = {
  name: "aged-out",
  description: "Closes an account of the pool that is worn out.",
};
