import { accountEvent, type Change, type Told } from "../lease/change.ts";
import type { Disposition } from "../template/template.ts";
import { HOUR, type Instant, plus } from "../time.ts";
import type { Account, LeasedAccount, PreparingAccount, QuarantinedAccount } from "./account.ts";
import { neverCreated, postponeSettling } from "./create.ts";

/** People must be out of a condemned account after this long, or its teardown is started again. */
export const QUARANTINE_DEADLINE = HOUR;

/** Condemns an account: nobody gets in any more, and a teardown begins. */
export function quarantineAccount(
  account: PreparingAccount | LeasedAccount,
  disposition: Disposition,
  now: Instant,
): QuarantinedAccount {
  return {
    ...account,
    status: "quarantined",
    version: account.version + 1,
    disposition,
    attempt: 1,
    quarantinedAt: now,
    dueAt: plus(now, QUARANTINE_DEADLINE),
  };
}

/** What becomes of the account of a lease that failed: never an orphan. */
export function abandonAccount(
  account: Account,
  disposition: Disposition,
  told: { at: Instant; by: "mayfly"; why: string },
): Pick<Change, "account" | "events"> {
  switch (account.status) {
    case "creating":
      return account.submittedAt === undefined
        ? neverCreated(account, told)
        : postponeSettling(account, told.at);
    case "preparing":
    case "leased": {
      const quarantined = quarantineAccount(account, disposition, told.at);
      return {
        account: quarantined,
        events: [quarantinedEvent(quarantined, { ...told, from: account.status })],
      };
    }
    case "available":
    case "quarantined":
    case "nuking":
    case "closing":
    case "attention":
    case "closed":
    case "gone":
      return { events: [] };
  }
}

/** Says that an account is condemned, and which teardown is to begin. */
export const quarantinedEvent = (account: QuarantinedAccount, told: Told) =>
  accountEvent("AccountQuarantined", account, { ...told, details: { attempt: account.attempt } });
