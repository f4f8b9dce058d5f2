import { describe, expect, test } from "vitest";
import type { Account, QuarantinedAccount } from "../../domain/account/account.ts";
import type { LeaseId } from "../../domain/ids.ts";
import { HOUR, plus } from "../../domain/time.ts";
import { recoverExecution } from "../../functions/recover-execution/step.ts";
import { teardownAccount } from "../../functions/shared/reading.ts";
import { beginTeardown } from "../../functions/steps/begin-teardown/step.ts";
import { endLease } from "../../functions/steps/end-lease/step.ts";
import { requireAttention } from "../../functions/steps/require-attention/step.ts";
import { aNukingAccount, KEY, LEASE_ID, NOW } from "../support/builders.ts";
import { MemoryLedger } from "../support/memory-ledger.ts";

const EARLIER = "l-zzzzzzzzzzzzzzzz" as LeaseId;
const PRESENT = { accountKey: KEY, leaseId: LEASE_ID, attempt: 1 };
const LATE = { ...PRESENT, leaseId: EARLIER };
const failure = { Error: "NotClean", Cause: "3 resources are left." };

/** An account that is torn down after its second lease, for the first time like after its first. */
function aLedger(account: Account = aNukingAccount()) {
  const ledger = new MemoryLedger();
  ledger.put({ account });
  return { ledger, clock: { now: () => NOW } };
}

const quarantined: QuarantinedAccount = {
  ...aNukingAccount(),
  ...{ status: "quarantined", quarantinedAt: NOW, dueAt: plus(NOW, HOUR) },
};

describe("a late message of the teardown after an earlier lease", () => {
  test("is refused by each step, and says whose account it is now", async () => {
    const { ledger } = aLedger(quarantined);
    await expect(beginTeardown({ ledger })(LATE)).rejects.toMatchObject({
      name: "LedgerMismatch",
      message: expect.stringContaining(`has served ${LEASE_ID} since`),
    });
    await expect(endLease({ ledger } as never)(LATE)).rejects.toThrow(EARLIER);
    expect(await teardownAccount(ledger, PRESENT)).toMatchObject({ leaseId: LEASE_ID });
  });

  test("calls nobody to an account that is well on its way", async () => {
    const { ledger, clock } = aLedger();
    await requireAttention({ ledger, clock })({ ...LATE, failure });
    expect(ledger.accounts).toMatchObject([{ status: "nuking", leaseId: LEASE_ID }]);
    expect(ledger.events).toEqual([]);
    await requireAttention({ ledger, clock })({ ...PRESENT, failure });
    expect(ledger.accounts).toMatchObject([{ status: "attention" }]);
  });

  test("changes nothing when an execution of then is found to have failed", async () => {
    const { ledger, clock } = aLedger();
    const ended = (input: object) => ({
      detail: { executionArn: "arn", status: "TIMED_OUT", input: JSON.stringify(input) },
    });
    await recoverExecution({ ledger, clock })(ended(LATE));
    expect(ledger.accounts).toMatchObject([{ status: "nuking", leaseId: LEASE_ID }]);
    expect(ledger.events).toEqual([]);
    await recoverExecution({ ledger, clock })(ended(PRESENT));
    expect(ledger.accounts).toMatchObject([
      { status: "attention", cause: { error: "Execution.TIMED_OUT" } },
    ]);
  });
});
