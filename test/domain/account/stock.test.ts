import { describe, expect, test } from "vitest";
import { LOST_AFTER } from "../../../domain/account/settle.ts";
import { startStocking, stockAgain, stocked } from "../../../domain/account/stock.ts";
import {
  creationTurn,
  giveCreationTurn,
  noCreations,
  recountCreations,
} from "../../../domain/capacity/creations.ts";
import { plus } from "../../../domain/time.ts";
import { ACCOUNT_ID, KEY, NOW } from "../../support/builders.ts";

const begun = startStocking({ key: KEY, name: "n", email: "e", turnAt: NOW }, NOW);
const held = giveCreationTurn(noCreations, begun.account, NOW);

describe("an account for the pool", () => {
  test("takes a place and a slot like any other", () => {
    expect(held).toMatchObject({ inProgress: 1, accounts: 1 });
    expect(creationTurn(held, 1, NOW)).toBeUndefined();
  });

  test("says with its event which execution is to create it, and when", () => {
    expect(begun.events).toMatchObject([
      { type: "AccountStocking", accountKey: KEY, details: { attempt: 1, turnAt: NOW } },
    ]);
    expect(begun.account.dueAt).toBeDefined();
  });

  test("lies in the pool as soon as it exists, and its place is free", () => {
    const change = stocked(begun.account, ACCOUNT_ID, NOW);
    expect(change).toMatchObject({
      account: { status: "available", accountId: ACCOUNT_ID, availableSince: NOW },
      numbered: ACCOUNT_ID,
    });
    if (change.account === undefined) throw new Error("no account");
    const transition = { before: begun.account, after: change.account };
    expect(recountCreations(held, transition, NOW)).toMatchObject({ inProgress: 0, accounts: 1 });
  });

  test("that is not there in time is tried again, and holds up nobody meanwhile", () => {
    const { account } = stockAgain(begun.account, plus(NOW, LOST_AFTER - 1));
    expect(account).toMatchObject({ status: "creating", stocking: 2 });
    if (account === undefined) throw new Error("no account");
    const transition = { before: begun.account, after: account };
    expect(recountCreations(held, transition, NOW)).toMatchObject({ inProgress: 0, accounts: 1 });
  });

  test("is given up after a day", () => {
    const { account } = stockAgain(begun.account, plus(NOW, LOST_AFTER));
    expect(account).toMatchObject({ status: "closed" });
  });
});
