import { describe, expect, test } from "vitest";
import type { Account } from "../../domain/account/account.ts";
import type { RailFacts } from "../../domain/account/rails.ts";
import { beginNuke } from "../../functions/steps/begin-nuke/step.ts";
import { closeAccount } from "../../functions/steps/close-account/step.ts";
import { KEY, LEASE_ID, NOW } from "../support/builders.ts";
import { MemoryLedger } from "../support/memory-ledger.ts";
import { facts, WRONG } from "../support/wrong-accounts.ts";

const TEARDOWN = { accountKey: KEY, leaseId: LEASE_ID, attempt: 1 };

/** The account as it is when the step is about to act. */
const about = (account: Account, state: object): Account =>
  account.status === "nuking" ? { ...account, ...state } : account;

/** A ledger and an organization that say this, as far as they can be made to say it. */
function aWorld(said: RailFacts, state: object) {
  const ledger = new MemoryLedger();
  const { lease } = said;
  ledger.put({ account: about(said.account, state), ...(lease === undefined ? {} : { lease }) });
  const closed: string[] = [];
  const organization = {
    factsOf: async () => said.organization,
    isDelegatedAdministrator: async () => said.delegatedAdministrator,
    close: async (id: string) => {
      closed.push(id);
    },
    stateOf: () => Promise.reject(new Error("unused")),
    hasLeft: () => Promise.reject(new Error("unused")),
  };
  const ports = { ledger, organization, clock: { now: () => NOW }, fences: said.fences };
  return { ledger, ports, closed };
}

const QUARANTINED = { status: "quarantined", quarantinedAt: NOW, dueAt: NOW };
const AT_ITS_TURN = { status: "closing", turnAt: NOW, dueAt: NOW };

describe("the step that begins a nuke", () => {
  test("lets it begin when every rail holds", async () => {
    const { ledger, ports } = aWorld(facts(), QUARANTINED);
    await beginNuke(ports)(TEARDOWN);
    expect(ledger.accounts).toMatchObject([{ status: "nuking" }]);
  });

  test.each(WRONG)("changes nothing for %s", async (_, wrong) => {
    const { ledger, ports } = aWorld({ ...facts(), ...wrong }, QUARANTINED);
    const before = ledger.accounts;
    await expect(beginNuke(ports)(TEARDOWN)).rejects.toThrow(/must not nuke|nothing to tear down/);
    expect([ledger.accounts, ledger.events]).toEqual([before, []]);
  });
});

describe("the step that closes an account", () => {
  test("asks AWS for it when every rail holds", async () => {
    const { ledger, ports, closed } = aWorld(facts(), AT_ITS_TURN);
    await closeAccount(ports)(TEARDOWN);
    expect(closed).toEqual([facts().organization.accountId]);
    expect(ledger.accounts).toMatchObject([{ status: "closing", askedAt: NOW }]);
  });

  test.each(WRONG)("neither asks AWS nor changes anything for %s", async (_, wrong) => {
    const { ledger, ports, closed } = aWorld({ ...facts(), ...wrong }, AT_ITS_TURN);
    const before = ledger.accounts;
    await expect(closeAccount(ports)(TEARDOWN)).rejects.toThrow(
      /must not close|nothing to tear down/,
    );
    expect([ledger.accounts, ledger.events, closed]).toEqual([before, [], []]);
  });
});
