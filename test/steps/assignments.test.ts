import { describe, expect, test } from "vitest";
import type { QuarantinedAccount } from "../../domain/account/account.ts";
import { assignOwner } from "../../functions/steps/assign-owner/step.ts";
import { unassignOwner } from "../../functions/steps/unassign-owner/step.ts";
import type { AssignmentProgress, IdentityCenter } from "../../ports/identity-center.ts";
import {
  aClaimedLease,
  aNukingAccount,
  anActiveLease,
  aPreparingAccount,
  aTemplate,
  KEY,
  LEASE_ID,
  NOW,
} from "../support/builders.ts";
import { CENTER } from "../support/every-way.ts";
import { MemoryLedger } from "../support/memory-ledger.ts";

const template = aTemplate({ identityCenter: { ...CENTER, portal: "https://example.com" } });
const assignee = { type: "USER", id: "1234567890-alice" } as const;

/** IAM Identity Center as somebody finds it who asks once. */
function aCenter(progress: AssignmentProgress, isAssigned = true) {
  const asked: unknown[][] = [];
  const answer =
    (what: string) =>
    async (...rest: unknown[]) => {
      asked.push([what, ...rest.slice(1)]);
      return progress;
    };
  const identityCenter: IdentityCenter = {
    ...{ assign: answer("assign"), assigning: answer("assigning") },
    ...{ unassign: answer("unassign"), unassigning: answer("unassigning") },
    isAssigned: async () => isAssigned,
  };
  return { identityCenter, asked };
}

const PENDING: AssignmentProgress = { status: "pending", requestId: "request-1" };
const clock = { now: () => NOW };
const ASKED = { assigned: { requestId: "request-1" } };

function vending(progress: AssignmentProgress, wanted: object = { template, assignee }) {
  const ledger = new MemoryLedger();
  ledger.put({ lease: aClaimedLease(wanted), account: aPreparingAccount() });
  const center = aCenter(progress);
  return { step: assignOwner({ ledger, clock, ...center }), asked: center.asked, ledger };
}

function ending(progress: AssignmentProgress, isAssigned = true) {
  const ledger = new MemoryLedger();
  const account = { ...aNukingAccount(), status: "quarantined" } as unknown as QuarantinedAccount;
  const lease = anActiveLease({}, { template, assignee });
  ledger.put({ lease: { ...lease, openWays: ["identity-center", "role"] }, account });
  const center = aCenter(progress, isAssigned);
  return { step: unassignOwner({ ledger, clock, ...center }), asked: center.asked, ledger };
}

const LEASE = { leaseId: LEASE_ID };
const TEARDOWN = { accountKey: KEY, leaseId: LEASE_ID, attempt: 1 };

describe("assigning", () => {
  test("asks once, and says by which id to ask on", async () => {
    const { step, asked } = vending(PENDING);
    expect(await step(LEASE)).toEqual({ next: "confirm", requestId: "request-1" });
    expect(asked).toEqual([["assign"]]);
  });

  test("waits for a request that was made, and makes no other", async () => {
    const { step, asked } = vending(PENDING);
    await expect(step({ ...LEASE, ...ASKED })).rejects.toMatchObject({ name: "AssignmentPending" });
    expect(asked).toEqual([["assigning", "request-1"]]);
  });

  test.each([LEASE, { ...LEASE, ...ASKED }])("goes on when it is done: %o", async (input) => {
    expect(await vending({ status: "done" }).step(input)).toEqual({ next: "go-on" });
  });

  test("fails with AWS's reason", async () => {
    const { step } = vending({ status: "failed", reason: "USER was not found." });
    const failure = { name: "AssignmentFailed", message: "USER was not found." };
    await expect(step({ ...LEASE, ...ASKED })).rejects.toMatchObject(failure);
  });

  test("asks nothing where the template knows no assignment", async () => {
    const { step, asked } = vending(PENDING, {});
    expect(await step(LEASE)).toEqual({ next: "go-on" });
    expect(asked).toEqual([]);
  });
});

describe("taking an assignment away", () => {
  test("asks once, and waits for that request", async () => {
    const { step, asked } = ending(PENDING);
    expect(await step(TEARDOWN)).toEqual({ next: "confirm", requestId: "request-1" });
    await expect(step({ ...TEARDOWN, ...ASKED })).rejects.toMatchObject({
      name: "AssignmentPending",
    });
    expect(asked).toEqual([["unassign"], ["unassigning", "request-1"]]);
  });

  test("is done when it fails because there is none", async () => {
    const { step } = ending({ status: "failed", reason: "not found" }, false);
    expect(await step({ ...TEARDOWN, ...ASKED })).toEqual({ next: "go-on" });
  });

  test("fails when it fails and somebody still gets in", async () => {
    const { step } = ending({ status: "failed", reason: "an internal error" }, true);
    await expect(step({ ...TEARDOWN, ...ASKED })).rejects.toMatchObject({
      name: "AssignmentFailed",
    });
  });
});

describe("the trail of an assignment", () => {
  const facts = { way: "identity-center", grantee: "USER 1234567890-alice" };

  test("begins before it is asked for, and is told once", async () => {
    const { step, ledger } = vending({ status: "failed", reason: "USER was not found." });
    await expect(step(LEASE)).rejects.toMatchObject({ name: "AssignmentFailed" });
    await expect(step(LEASE)).rejects.toMatchObject({ name: "AssignmentFailed" });
    expect(ledger.events).toMatchObject([{ type: "LeaseAccessGranted", details: facts }]);
  });

  test("ends when it is taken away for sure, and is told once", async () => {
    const pending = ending(PENDING);
    await pending.step(TEARDOWN);
    expect(pending.ledger.events).toEqual([]);
    const { step, ledger } = ending({ status: "done" });
    await step({ ...TEARDOWN, ...ASKED });
    await step({ ...TEARDOWN, ...ASKED });
    expect(ledger.events).toMatchObject([
      { type: "LeaseAccessRevoked", details: { ...facts, sessions: "until-quarantine" } },
    ]);
    expect(await ledger.lease(LEASE_ID)).toMatchObject({ openWays: ["role"] });
  });
});
