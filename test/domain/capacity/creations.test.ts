import { describe, expect, test } from "vitest";
import type { Account, CreatingAccount } from "../../../domain/account/account.ts";
import { recordGone } from "../../../domain/account/close.ts";
import { accountCreated, neverCreated, postponeSettling } from "../../../domain/account/create.ts";
import {
  type Creations,
  countCreations,
  creationTurn,
  giveCreationTurn,
  noCreations,
  recountCreations,
  slotsLeft,
  spendCreation,
} from "../../../domain/capacity/creations.ts";
import { between, type Instant, plus } from "../../../domain/time.ts";
import { ACCOUNT_ID, aNukingAccount, KEY, LEASE_ID, NOW } from "../../support/builders.ts";

const SLOTS = 100;

const creating = (turnAt: Instant = NOW): CreatingAccount & { readonly turnAt: Instant } => ({
  ...{ status: "creating", key: KEY, version: 1, name: `mayfly-${KEY}`, email: "a@b.cd" },
  ...{ recordedAt: NOW, leaseId: LEASE_ID, turnAt },
});

/** As many turns as there are to be had at this moment. */
function turnsAt(now: Instant, slots: number, from: Creations = noCreations) {
  let creations = from;
  const turns: Instant[] = [];
  for (let turn = creationTurn(creations, slots, now); turn !== undefined; ) {
    creations = giveCreationTurn(creations, creating(turn), now);
    turns.push(turn);
    turn = creationTurn(creations, slots, now);
  }
  return { creations, turns };
}

const recounted = (before: Account, account: Account | undefined) => {
  if (account === undefined) throw new Error("no account");
  return recountCreations(turnsAt(NOW, SLOTS).creations, { before, after: account }, NOW);
};

describe("turns to create", () => {
  test("are given to five accounts, three at once and then one in ten seconds", () => {
    const { creations, turns } = turnsAt(NOW, SLOTS);
    expect(turns.map((turn) => between(NOW, turn))).toEqual([0, 0, 0, 10.4, 20.8]);
    expect(creations).toMatchObject({ inProgress: 5, accounts: 5 });
  });

  test("are not given for more accounts than the organization has slots", () => {
    const { creations, turns } = turnsAt(NOW, 2);
    expect(turns).toHaveLength(2);
    expect(slotsLeft(creations, 2)).toBe(0);
  });

  test("are used at AWS's rate even when several come late at once", () => {
    let creations: Creations = noCreations;
    const late = plus(NOW, 60);
    for (const _ of [1, 2, 3]) creations = spendCreation(creations, late) as Creations;
    expect(spendCreation(creations, late)).toBe(plus(late, 10.4));
    expect(creationTurn(creations, SLOTS, late)).toBe(plus(late, 10.4));
  });
});

describe("a place to create", () => {
  test("is free in the change in which the account exists; its slot stays taken", () => {
    const { account } = accountCreated(
      creating(),
      { accountId: ACCOUNT_ID, leaseId: LEASE_ID },
      NOW,
    );
    expect(recounted(creating(), account)).toMatchObject({ inProgress: 4, accounts: 5 });
  });

  test("and its slot are free when there will be no account", () => {
    const { account } = neverCreated(creating(), { at: NOW, why: "EMAIL_ALREADY_EXISTS" });
    expect(recounted(creating(), account)).toMatchObject({ inProgress: 4, accounts: 4 });
  });

  test("is free when the account is in doubt, and the slot is not", () => {
    const { account } = postponeSettling(creating(), NOW);
    expect(recounted(creating(), account)).toMatchObject({ inProgress: 4, accounts: 5 });
  });
});

describe("a slot", () => {
  const { key, name, email, recordedAt, accountId, version } = aNukingAccount();
  const closed = {
    ...{ key, name, email, recordedAt, accountId, version },
    ...({ status: "closed", closedAt: NOW } as const),
  };

  test("stays taken by a closed account until it has left the organization", () => {
    expect(recounted(aNukingAccount(), closed)).toBeUndefined();
    expect(recounted(closed, recordGone(closed, NOW).account)).toMatchObject({ accounts: 4 });
  });

  test("is counted from the accounts themselves as it was counted all along", () => {
    const { accountId: _, ...never } = closed;
    const all = [creating(), aNukingAccount(), closed, never, recordGone(closed, NOW).account];
    expect(countCreations(all)).toEqual({ inProgress: 1, accounts: 3 });
  });
});
