import { marshall } from "@aws-sdk/util-dynamodb";
import { describe, expect, test } from "vitest";
import type { Principal } from "../../domain/ids.ts";
import type { EndedLease, Lease } from "../../domain/lease/lease.ts";
import { SlackBusy, SlackRefused } from "../../domain/slack/failures.ts";
import type { Day } from "../../domain/spend/cost.ts";
import { plus } from "../../domain/time.ts";
import { tellAll } from "../../functions/slack-tell/step.ts";
import { tellOfLease } from "../../functions/slack-tell/tell.ts";
import { aClaimedLease, anActiveLease, LEASE_ID, NOW, requested } from "../support/builders.ts";
import { ALICE, aWorld, CHANNEL } from "./a-slack.ts";

const record = (type: string, count = 1, by: string = ALICE) => ({
  dynamodb: {
    SequenceNumber: String(count),
    NewImage: marshall({
      id: `${LEASE_ID}.${count}.0`,
      event: { type, by, leaseId: LEASE_ID, owner: ALICE, at: "2026-12-01T09:00:00.000Z" },
    }),
  },
});

function aTeller(...leases: Lease[]) {
  const made = aWorld(leases);
  const pauses: number[] = [];
  const pause = (seconds: number) => {
    pauses.push(seconds);
    return Promise.resolve();
  };
  const tell = tellAll({ tell: tellOfLease({ ...made.ports, approversChannel: CHANNEL }), pause });
  return { ...made, pauses, tell: (...Records: ReturnType<typeof record>[]) => tell({ Records }) };
}

const vending = () => aClaimedLease({ owner: ALICE });
const waiting = (): Lease => {
  const { lease } = requested({ owner: ALICE });
  return { ...lease, status: "requested" };
};
const active = () => anActiveLease({ owner: ALICE });
const ended = (): EndedLease => ({
  ...{ ...active(), status: "ended", reason: "expired", endingSince: NOW, endedAt: NOW },
});

describe("a lease", () => {
  test("has one message, which is edited and not repeated", async () => {
    const { tell, ledger, posted, updated } = aTeller(vending());
    await tell(record("LeaseVending"));
    ledger.put({ lease: active() });
    await tell(record("LeaseActivated", 2));

    expect(posted).toMatchObject([
      { channel: "D0ALICE", text: "sandbox: is being made ready" },
      { thread: "1.0", text: "Your account 333333333333 is ready." },
    ]);
    expect(updated).toMatchObject([{ ts: "1.0", text: "sandbox: is ready" }]);
  });

  test("is told once of an event that comes twice", async () => {
    const { tell, posted } = aTeller(active());
    await tell(record("LeaseActivated"), record("LeaseActivated"));
    await tell(record("LeaseActivated"));
    expect(posted).toHaveLength(2);
  });

  test("warns with buttons, in its thread", async () => {
    const { tell, posted } = aTeller(active());
    await tell(record("LeaseActivated"), record("LeaseExpiring", 2));
    expect(JSON.stringify(posted.at(-1))).toContain(plus(active().expiresAt, 86_400));
  });

  const spent = {
    ...{ amount: 30, measuredAt: NOW, told: [0.5], forecast: 50 },
    until: "2026-12-02" as Day,
  };
  const words = "$30.00 of $50 spent until 2026-12-02 (AWS tells costs 8 to 24 hours late)";

  test("that has reached a share of its budget is told so, with how late the number is", async () => {
    const { tell, posted } = aTeller({ ...active(), budget: 50, spend: spent });
    await tell(record("LeaseActivated"), record("LeaseSpendReached", 2));
    expect(JSON.stringify(posted[0])).toContain(words);
    expect(posted.at(-1)?.text).toBe(`:moneybag: Your account 333333333333: ${words}.`);
  });

  test("that is frozen says what can be done, until it may spend again", async () => {
    const { tell, ledger, posted, updated } = aTeller({ ...active(), frozenAt: NOW });
    await tell(record("LeaseActivated"), record("LeaseFrozen", 2));
    expect(JSON.stringify(posted[0])).toContain("nothing new that costs can be started");
    expect(posted.at(-1)?.text).toContain("An administrator can let it spend again");
    ledger.put({ lease: active() });
    await tell(record("LeaseUnfrozen", 3));
    expect(JSON.stringify(updated.at(-1))).not.toContain("nothing new");
    expect(posted.at(-1)?.text).toContain("may spend again");
  });

  test("that is frozen because its end is near says until when there is time", async () => {
    const { tell, posted } = aTeller({ ...active(), frozenAt: NOW, frozenForEnd: true });
    await tell(record("LeaseActivated"), record("LeaseFrozen", 2));
    expect(JSON.stringify(posted[0])).toContain("Its end is near: nothing new");
    expect(posted.at(-1)?.text).toContain("fetch what you need");
  });

  test("that has ended tells what it is known to have cost", async () => {
    const { tell, posted } = aTeller({ ...ended(), budget: 50, spend: spent });
    await tell(record("LeaseActivated"), record("LeaseEnded", 2));
    expect(posted.at(-1)?.text).toContain(words);
  });

  test("of somebody whom Slack does not know is told to nobody", async () => {
    const owner = "arn:aws:iam::222222222222:user/pipeline" as Principal;
    const { tell, posted } = aTeller({ ...active(), owner });
    expect(await tell(record("LeaseActivated"))).toEqual({ batchItemFailures: [] });
    expect(posted).toEqual([]);
  });
});

describe("a request", () => {
  test("is told to approvers, and its message says who decided", async () => {
    const { tell, ledger, posted, updated } = aTeller(waiting());
    await tell(record("LeaseRequested"));
    expect(posted[0]).toMatchObject({ channel: CHANNEL });
    ledger.put({ lease: { ...vending(), approvedBy: "x" as Principal } });
    await tell(record("LeaseApproved", 2, "arn:aws:iam::222222222222:user/bob"));
    expect(JSON.stringify(updated[0])).toContain("Approved by bob.");
    expect(JSON.stringify(updated[0])).not.toContain("button");
  });

  test("shows what somebody wrote as they wrote it", async () => {
    const purpose = "<!channel> *urgent* <https://evil.example|bank>";
    const { tell, posted } = aTeller({ ...waiting(), purpose });
    await tell(record("LeaseRequested"));
    expect(JSON.stringify(posted)).not.toMatch(/<!channel|<https/);
  });
});

describe("when Slack", () => {
  test("has no time, it is left alone as long as it asked, and the rest comes again", async () => {
    const { tell, failures, pauses, posted } = aTeller(active());
    failures.push(new SlackBusy("busy", { retryAfter: 7 }));
    const records = [record("LeaseActivated"), record("LeaseExtended", 2)] as const;
    expect(await tell(...records)).toEqual({ batchItemFailures: [{ itemIdentifier: "1" }] });
    expect(pauses).toEqual([7]);

    expect(await tell(...records)).toEqual({ batchItemFailures: [] });
    expect(posted).toHaveLength(2);
  });

  test("fails between two messages, only the second is written again", async () => {
    const { tell, failures, posted } = aTeller(active());
    failures.push(undefined, new SlackBusy("busy"));
    await tell(record("LeaseActivated"));
    await tell(record("LeaseActivated"));
    expect(posted.map(({ thread }) => thread)).toEqual([undefined, "1.0"]);
  });

  test("refuses for good, the next is told", async () => {
    const { tell, failures, posted } = aTeller(active());
    failures.push(new SlackRefused("no", { error: "channel_not_found" }));
    expect(await tell(record("LeaseActivated"), record("LeaseExtended", 2))).toEqual({
      batchItemFailures: [],
    });
    expect(posted).toHaveLength(1);
  });
});
