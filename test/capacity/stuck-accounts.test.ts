import { expect, test } from "vitest";
import type { AttentionAccount } from "../../domain/account/account.ts";
import { noCreations } from "../../domain/capacity/creations.ts";
import type { AccountKey } from "../../domain/ids.ts";
import { DAY } from "../../domain/time.ts";
import { sweep } from "../../functions/sweep/step.ts";
import { aNukingAccount, NOW } from "../support/builders.ts";
import { aQueue } from "./a-queue.ts";

const stuck = (index: number): AttentionAccount => {
  const { dueAt: _, ...rest } = aNukingAccount();
  return {
    ...rest,
    ...{ status: "attention", key: `s00000000${index}` as AccountKey, attentionSince: NOW },
    cause: { error: "NotClean", message: "1 resources are left" },
    dueAt: NOW,
  };
};

function aSweep(size: number) {
  const queue = aQueue({ slots: 20 });
  const organization = {} as never;
  const rules = { size, mostUses: 50, longestAge: 180 * DAY };
  return {
    ...queue,
    sweep: sweep({ ...queue.ports, organization, rules, workflows: {} as never }),
  };
}

test("accounts that are stuck are no capacity: the pool is filled all the same", async () => {
  const { ledger, sweep } = aSweep(2);
  for (const index of [1, 2, 3]) ledger.put({ account: stuck(index) });
  ledger.put({ creations: { ...noCreations, accounts: 3 } });
  expect(await sweep()).toMatchObject({ poolLevel: 0 });
  const creating = ledger.accounts.filter(({ status }) => status === "creating");
  expect(creating).toHaveLength(2);
});

test("one account that cannot be taken up does not stop the others", async () => {
  const { ledger, sweep } = aSweep(0);
  // Nobody answers what became of its creation.
  const { key, name, email } = stuck(1);
  const lost = { key, name, email, version: 1, recordedAt: NOW, dueAt: NOW, requestId: "car-1" };
  ledger.put({ account: { ...lost, status: "creating", leaseId: stuck(1).leaseId } });
  ledger.put({ account: stuck(2) });
  expect(await sweep()).toMatchObject({ due: 2, failed: 1 });
  expect((await ledger.account(stuck(2).key))?.status).toBe("quarantined");
});
