import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isRefusal } from "../../../domain/failures.ts";
import type { Change } from "../../../domain/lease/change.ts";
import { nextDue, warnOwner } from "../../../domain/lease/due.ts";
import { expireLease, finishEnding } from "../../../domain/lease/end.ts";
import { freezeForEnd } from "../../../domain/lease/freeze.ts";
import { isOpen, type LeaseStatus } from "../../../domain/lease/lease.ts";
import { queueLease } from "../../../domain/lease/queue.ts";
import { recount } from "../../../domain/lease/tally.ts";
import { between, DAY, HOUR } from "../../../domain/time.ts";
import { ALICE, aPreparingAccount } from "../../support/builders.ts";
import { DEEDS, live, type Moment, steps } from "./a-life.ts";

const NEXT: Readonly<Record<LeaseStatus, readonly LeaseStatus[]>> = {
  requested: ["requested", "vending", "denied", "cancelled"],
  vending: ["vending", "active", "ending", "failed"],
  active: ["active", "ending"],
  ending: ["ending", "ended"],
  ended: [],
  denied: [],
  cancelled: [],
  failed: [],
};

const always = (check: (before: Moment, change: Change, after: Moment) => void) => {
  const property = fc.property(fc.constantFrom("none", "always"), steps, (approval, plan) => {
    live(approval, plan, check);
  });
  fc.assert(property, { numRuns: 300 });
};

describe("whatever is done to a lease, in any order and at any time", () => {
  test("its state goes only along the arrows of its life", () => {
    always((before, _, after) => {
      if (before.lease === after.lease) return;
      expect(NEXT[before.lease.status]).toContain(after.lease.status);
    });
  });

  test("each change is one version further, so that no two can be written over each other", () => {
    always((before, { lease }) => {
      if (lease !== undefined) expect(lease.version).toBe(before.lease.version + 1);
    });
  });

  test("each change of state is told by an event that names where it went", () => {
    always((before, change, after) => {
      if (before.lease.status === after.lease.status) return;
      expect(change.events.map(({ to }) => to)).toContain(after.lease.status);
    });
  });

  test("it never lasts longer than its template allows, or gets more extensions", () => {
    always((_, __, { lease }) => {
      if (lease.status !== "active") return;
      expect(between(lease.activatedAt, lease.expiresAt)).toBeLessThanOrEqual(30 * DAY);
      expect(lease.extensions).toBeLessThanOrEqual(3);
    });
  });

  test("it is frozen for its end in the last stretch alone, and free again when that is put off", () => {
    always((before, _, { lease, now }) => {
      if (lease.status !== "active" || lease.frozenForEnd !== true) return;
      const [left, stretch] = [between(now, lease.expiresAt), lease.template.freezeBefore];
      const hasChanged = before.lease.status !== "active" || before.lease.frozenForEnd !== true;
      if (hasChanged) expect(left).toBeGreaterThan(0);
      expect(left).toBeLessThanOrEqual(stretch ?? 0);
    });
  });

  test("its account is condemned in the same change in which it stops being active", () => {
    always((before, change) => {
      if (before.lease.status !== "active" || change.lease?.status !== "ending") return;
      expect(change.account?.status).toBe("quarantined");
    });
  });

  test("its account is never forgotten when it fails", () => {
    always((before, change) => {
      if (change.lease?.status !== "failed" || before.account === undefined) return;
      expect(change.account).toBeDefined();
    });
  });

  test("its owner's tally is one lower exactly when it is not open any more", () => {
    always((before, _, after) => {
      const tally = { owner: ALICE, version: 1, open: { sandbox: 1 } };
      const counted = recount(tally, before.lease, after.lease)?.open["sandbox"] ?? 1;
      expect(counted).toBe(isOpen(after.lease) ? 1 : 0);
    });
  });

  test("time always has a next act while it is requested, vending or active", () => {
    always((_, __, { lease }) => {
      const expected = ["requested", "vending", "active"].includes(lease.status);
      expect(nextDue(lease) !== undefined).toBe(expected);
    });
  });

  test("no warning is told twice for the same end", () => {
    const told = new Set<string>();
    always((before, change) => {
      const event = change.events.find(({ type }) => type === "LeaseExpiring");
      if (event === undefined || before.lease.status !== "active") return;
      expect(before.lease.warned).not.toContain(event.details?.["warning"]);
      told.add(String(event.details?.["warning"]));
    });
    expect(told.size).toBeGreaterThan(0);
  });
});

/** What time, and the stories that it starts, do to a lease when nobody else does anything. */
function timeGoesOn({ lease, account, now }: Moment): Moment {
  if (lease.status === "ending")
    return { account, now, lease: finishEnding(lease, now).lease ?? lease };
  const due = nextDue(lease);
  if (due === undefined) throw new Error(`Nothing is due for a lease that is ${lease.status}.`);
  const then = due.at > now ? due.at : now;
  const moment = { lease, account, now: then };
  const change = byAction(moment, due.action);
  return {
    now: then,
    lease: change?.lease ?? lease,
    account: change?.account ?? account,
  };
}

function byAction(moment: Moment, action: string): Change | undefined {
  const { lease, now } = moment;
  // Without room for accounts, whoever is started again waits for one.
  if (action === "start-again" && lease.status === "vending") return queueLease(lease, "full", now);
  // What was not told before the end is not told any more.
  const isOver = lease.status === "active" && lease.expiresAt <= now;
  const deed = action === "give-up" ? "fail" : isOver ? "expire" : action;
  const change = DEEDS[deed]?.(moment);
  return change === undefined || isRefusal(change) ? undefined : change;
}

describe("whatever was done to a lease,", () => {
  test("it ends when time goes on and nobody does anything more", () => {
    const property = fc.property(fc.constantFrom("none", "always"), steps, (approval, plan) => {
      let moment = live(approval, plan, () => {});
      for (let acts = 0; isOpen(moment.lease); acts += 1) {
        if (acts === 50) throw new Error(`It is ${moment.lease.status} for ever.`);
        moment = timeGoesOn(moment);
      }
    });
    fc.assert(property, { numRuns: 300 });
  });
});

describe("a lease that only time acts on", () => {
  test("is warned at each configured moment that fits, frozen before its end, and ends at its end", () => {
    let { lease, now } = live(
      "none",
      [
        { deed: "claim", later: 0 },
        { deed: "activate", later: 0 },
      ],
      () => {},
    );
    const acts: [string, number][] = [];
    while (lease.status === "active") {
      const due = nextDue(lease);
      if (due === undefined) throw new Error("nothing is due");
      now = due.at;
      acts.push([due.action, between(now, lease.expiresAt)]);
      const account = { ...aPreparingAccount(), status: "leased" } as const;
      const change =
        warnOwner(lease, now) ?? freezeForEnd(lease, now) ?? expireLease(lease, account, now);
      if (change?.lease === undefined) throw new Error("time did nothing");
      lease = change.lease;
    }
    // Three days is the whole lease, so its first warning makes no sense.
    expect(acts).toEqual([
      ["warn", DAY],
      ["freeze", 12 * HOUR],
      ["warn", HOUR],
      ["expire", 0],
    ]);
  });
});
