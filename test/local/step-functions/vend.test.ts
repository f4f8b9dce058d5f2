import { describe, expect, it } from "vitest";
import { aCloud, outcomeOf, productMachine, type Script, START, Thrown } from "./a-cloud.ts";

const LEASE = { leaseId: "lease-1" };

const AT = new Date(START).toISOString();
const NEW: Record<string, Script> = { ClaimAccount: () => ({ next: "create", at: AT }) };
const POOLED: Record<string, Script> = { ClaimAccount: () => ({ next: "prepare" }) };
const UNASSIGNED: Record<string, Script> = { AssignOwner: () => ({ next: "go-on" }) };

const STEPS = [
  "ClaimAccount",
  "CreateAccount",
  "ConfirmCreation",
  "AwaitAccessRole",
  "ApplyBaseline",
  "PlaceAccount",
  "OpenAccess",
  "SettleEntries",
  "AssignOwner",
  "SetBudget",
  "ActivateLease",
] as const;

const SHARED = [
  "Lambda.ServiceException",
  "Lambda.TooManyRequestsException",
  "Sandbox.Timedout",
  "LedgerBusy",
  "AwsBusy",
];

async function vend(functions: Record<string, Script>) {
  const cloud = aCloud({ ...UNASSIGNED, ...functions });
  const outcome = await outcomeOf(cloud, productMachine("vend"), LEASE);
  return { cloud, outcome };
}

describe("The vend machine", () => {
  it("makes a new account and hands it over", async () => {
    const { cloud, outcome } = await vend(NEW);

    expect(outcome["status"]).toBe("SUCCEEDED");
    expect(outcome["output"]).toEqual({
      ...LEASE,
      claimed: { next: "create", at: AT },
      assigned: { next: "go-on" },
    });
    const functions = cloud.requests.map(({ input }) =>
      (input as { FunctionName: string }).FunctionName.split(":").at(-1),
    );
    expect(functions).toEqual(STEPS);
  });

  it("makes nothing new when the pool has an account", async () => {
    const { cloud } = await vend(POOLED);

    expect(cloud.attempts("CreateAccount")).toBe(0);
    expect(cloud.attempts("ApplyBaseline")).toBe(1);
  });

  it("waits with growing pauses while AWS creates the account", async () => {
    const { cloud, outcome } = await vend({
      ...NEW,
      ConfirmCreation: (_, attempt) => {
        if (attempt <= 10) throw new Thrown("AccountStillCreating");
      },
    });

    expect(outcome["status"]).toBe("SUCCEEDED");
    expect(cloud.attempts("ConfirmCreation")).toBe(11);
    const pauses = cloud.happenings
      .filter((each) => each.kind === "state" && each.state === "Confirm creation")
      .map(({ at }) => at);
    expect(Math.max(...pauses) - Math.min(...pauses)).toBeLessThan(10 * 60_000);
  });

  it("asks how far an assignment is until it is made", async () => {
    const told: unknown[] = [];
    const { outcome } = await vend({
      ...NEW,
      AssignOwner: (input, attempt) => {
        told.push(input);
        if (attempt === 1) return { next: "confirm", requestId: "request-1" };
        if (attempt <= 4) throw new Thrown("AssignmentPending");
        return { next: "go-on" };
      },
    });

    expect(outcome["status"]).toBe("SUCCEEDED");
    expect(told).toHaveLength(5);
    expect(told[4]).toMatchObject({ ...LEASE, assigned: { requestId: "request-1" } });
  });

  it("fails the lease when an assignment does not come", async () => {
    const { cloud, outcome } = await vend({
      ...NEW,
      AssignOwner: (_, attempt) => {
        if (attempt > 1) throw new Thrown("AssignmentPending");
        return { next: "confirm", requestId: "request-1" };
      },
    });

    expect(outcome).toMatchObject({ status: "FAILED", error: "AssignmentPending" });
    expect(cloud.attempts("FailLease")).toBe(1);
  });

  it("ends at once when the lease has to wait for an account", async () => {
    const { cloud, outcome } = await vend({ ClaimAccount: () => ({ next: "wait" }) });

    expect(outcome["status"]).toBe("SUCCEEDED");
    expect(cloud.attempts("CreateAccount") + cloud.attempts("ApplyBaseline")).toBe(0);
  });

  it("creates the account at its turn and not before", async () => {
    const at = new Date(START + 45_000).toISOString();
    let asked = 0;
    await vend({
      ClaimAccount: () => ({ next: "create", at }),
      CreateAccount: (_, __, clock) => {
        asked = clock.now();
      },
    });

    expect(new Date(asked).toISOString()).toBe(at);
  });

  it("fails the lease when the account is still not there after half an hour", async () => {
    const { cloud, outcome } = await vend({
      ...NEW,
      ConfirmCreation: () => {
        throw new Thrown("AccountStillCreating", "car-1 is IN_PROGRESS");
      },
    });

    expect(outcome).toMatchObject({ status: "FAILED", error: "AccountStillCreating" });
    expect(cloud.attempts("ConfirmCreation")).toBe(151);
    expect(cloud.attempts("FailLease")).toBe(1);
  });

  for (const step of STEPS) {
    it(`records the cause when ${step} fails for good`, async () => {
      let told: unknown;
      const { cloud, outcome } = await vend({
        ...NEW,
        [step]: () => {
          throw new Thrown("OutOfRange", "no such thing");
        },
        FailLease: (input) => {
          told = input;
        },
      });

      expect(outcome).toMatchObject({ status: "FAILED", error: "OutOfRange" });
      expect(JSON.parse(String(outcome["cause"]))).toMatchObject({ errorMessage: "no such thing" });
      expect(cloud.attempts(step)).toBe(1);
      expect(told).toMatchObject({ ...LEASE, failure: { Error: "OutOfRange" } });
    });

    it(`tries ${step} again after every passing failure`, async () => {
      const answer = { ...UNASSIGNED, ...NEW }[step];
      const { cloud, outcome } = await vend({
        ...NEW,
        [step]: (input, attempt, clock) => {
          const error = SHARED[attempt - 1];
          if (error !== undefined) throw new Thrown(error);
          return answer?.(input, attempt, clock);
        },
      });

      expect(outcome["status"]).toBe("SUCCEEDED");
      expect(cloud.attempts(step)).toBe(SHARED.length + 1);
    });
  }

  it("fails the lease when a step hangs for longer than two minutes", async () => {
    const { cloud, outcome } = await vend({
      ...POOLED,
      SetBudget: (_, __, clock) => clock.sleep(600_000, "hang"),
    });

    expect(outcome).toMatchObject({ status: "FAILED", error: "States.Timeout" });
    expect(cloud.attempts("SetBudget")).toBe(1);
    expect(cloud.attempts("FailLease")).toBe(1);
  });
});
