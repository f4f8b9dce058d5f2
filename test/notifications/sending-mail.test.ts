import { describe, expect, test } from "vitest";
import type { Account } from "../../domain/account/account.ts";
import type { EventType } from "../../domain/events.ts";
import type { Lease } from "../../domain/lease/lease.ts";
import { MailRefused } from "../../domain/mail/failures.ts";
import type { MailDirectory } from "../../domain/mail/recipients.ts";
import { type MailCount, sendMail } from "../../functions/send-mail/step.ts";
import type { QueuedEvent } from "../../functions/shared/queued.ts";
import { readTexts } from "../../infra/mail/texts.ts";
import type { Mail } from "../../ports/mail.ts";
import {
  ALICE,
  aNukingAccount,
  anActiveLease,
  aTemplate,
  BOB,
  KEY,
  LEASE_ID,
  NOW,
  requested,
} from "../support/builders.ts";
import { MemoryLedger } from "../support/memory-ledger.ts";

const OWNER = "alice@example.com";
const APPROVER = "bob@example.com";

const DIRECTORY: MailDirectory = {
  rules: { principal: "", exceptions: { [OWNER]: ALICE, [APPROVER]: BOB } },
  approvers: [BOB],
  administrators: [],
  mailboxes: { approvers: ["approvers@example.com"], administrators: ["ops@example.com"] },
};

const texts = readTexts(undefined, (file, flaw) => {
  throw new Error(`${file} ${flaw}`);
});

const aWaitingLease = () => requested({ template: aTemplate({ approval: "always" }) }).lease;

const message = (
  type: EventType,
  { received = 1, id = "l-1.2.0", ...more }: Record<string, unknown> & { received?: number } = {},
): QueuedEvent => {
  const detail = { id, type, by: BOB, leaseId: LEASE_ID, ...more };
  return {
    ...{ messageId: "m-1", receiptHandle: "r-1", body: JSON.stringify({ detail }) },
    eventSourceARN: "arn:aws:sqs:eu-west-1:222222222222:mayfly-mail",
    attributes: { ApproximateReceiveCount: received },
  };
};

interface Given {
  readonly lease?: Lease;
  readonly account?: Account;
  readonly directory?: Partial<MailDirectory>;
}

/** A sender whose world can be broken. */
function aSender({ directory = {}, ...records }: Given = {}) {
  const ledger = new MemoryLedger();
  ledger.put({ lease: aWaitingLease(), ...records });
  const sent: Mail[] = [];
  const counts: Partial<Record<MailCount, number>> = {};
  const remembered = new Set<string>();
  const failing: Record<string, Error> = {};
  const broken: { memory?: Error } = {};
  const work = sendMail({
    ...{ ledger, texts, directory: { ...DIRECTORY, ...directory } },
    clock: { now: () => NOW },
    mailer: {
      send: async (mail) => {
        const failure = failing[mail.to];
        if (failure !== undefined) throw failure;
        sent.push(mail);
      },
    },
    told: {
      wasTold: (channel, id) => Promise.resolve(remembered.has(`${channel} ${id}`)),
      remember: async (channel, id) => {
        if (broken.memory !== undefined) throw broken.memory;
        remembered.add(`${channel} ${id}`);
      },
    },
    redelivery: { later: () => Promise.resolve() },
    count: (what, many) => {
      counts[what] = (counts[what] ?? 0) + many;
    },
  });
  const send = async (...Records: QueuedEvent[]) => (await work({ Records })).batchItemFailures;
  const told = () => sent.map(({ to, subject }) => `${to}: ${subject}`).toSorted();
  return { ledger, sent, told, counts, remembered, failing, broken, send };
}

const FAILED = [{ itemIdentifier: "m-1" }];
const down = new Error("Sending is paused.");

describe("a request", () => {
  test("is told its owner, the approvers and their mailbox", async () => {
    const { send, told, counts } = aSender();
    expect(await send(message("LeaseRequested"))).toEqual([]);
    expect(told()).toEqual([
      `${OWNER}: Your request for sandbox waits for approval`,
      "approvers@example.com: alice asks for an AWS account (sandbox)",
      `${APPROVER}: alice asks for an AWS account (sandbox)`,
    ]);
    expect(counts).toEqual({ sent: 3, withoutAddress: 0 });
  });

  test("is told once, however often its event comes", async () => {
    const { send, sent } = aSender();
    await send(message("LeaseRequested"), message("LeaseRequested"));
    await send(message("LeaseRequested", { received: 2 }));
    expect(sent).toHaveLength(3);
  });

  test("is told nobody once it has been decided on", async () => {
    const { send, sent } = aSender({ lease: anActiveLease() });
    expect(await send(message("LeaseRequested"))).toEqual([]);
    expect(sent).toEqual([]);
  });
});

describe("somebody without an address", () => {
  test("is counted once, and holds up nobody", async () => {
    const directory = { rules: { principal: "", exceptions: { [APPROVER]: BOB as string } } };
    const { send, told, counts } = aSender({ directory });
    expect(await send(message("LeaseRequested"))).toEqual([]);
    expect(await send(message("LeaseRequested", { received: 2 }))).toEqual([]);
    expect(told()).toHaveLength(2);
    expect(counts).toEqual({ sent: 2, withoutAddress: 1 });
  });
});

describe("a mail that cannot be sent now", () => {
  test("is sent when its event comes again, and the others not again", async () => {
    const { send, failing, told } = aSender();
    failing[APPROVER] = down;
    expect(await send(message("LeaseRequested"))).toEqual(FAILED);
    expect(told()).toHaveLength(2);
    delete failing[APPROVER];
    expect(await send(message("LeaseRequested", { received: 2 }))).toEqual([]);
    expect(told()).toHaveLength(3);
    expect(new Set(told()).size).toBe(3);
  });

  test("counts as late from the fourth try on", async () => {
    const { send, failing, counts } = aSender();
    failing[OWNER] = down;
    for (const received of [1, 2, 3]) await send(message("LeaseRequested", { received }));
    expect(counts.late).toBeUndefined();
    await send(message("LeaseRequested", { received: 4 }));
    expect(counts.late).toBe(1);
  });

  test("holds up no other event of the batch", async () => {
    const { send, failing, told } = aSender({ account: aNukingAccount() });
    failing[OWNER] = down;
    const limit = { accountKey: KEY, id: "k.1.0", details: { configured: 5, room: 3 } };
    const other = { ...message("AccountLimitMet", limit), messageId: "m-2" };
    expect(await send(message("LeaseDenied"), other)).toEqual(FAILED);
    expect(told()).toEqual(["ops@example.com: The organization has no room for more AWS accounts"]);
  });

  test("may come twice when it was sent and could not be remembered", async () => {
    const { send, broken, sent } = aSender();
    broken.memory = new Error("The table is away.");
    expect(await send(message("LeaseDenied"))).toEqual(FAILED);
    delete broken.memory;
    expect(await send(message("LeaseDenied", { received: 2 }))).toEqual([]);
    expect(sent).toHaveLength(2);
  });
});

describe("a refusal for good", () => {
  test("of one recipient is counted once and remembered, and the others are told", async () => {
    const { send, failing, told, counts } = aSender();
    failing[APPROVER] = new MailRefused("Domain contains illegal character");
    expect(await send(message("LeaseRequested"))).toEqual([]);
    expect(await send(message("LeaseRequested", { received: 2 }))).toEqual([]);
    expect(told()).toHaveLength(2);
    expect(counts).toMatchObject({ sent: 2, refused: 1 });
  });
});

describe("an event", () => {
  test.each([
    ["that is no JSON", { ...message("LeaseDenied"), body: "?" }],
    ["of no lease", message("LeaseDenied", { leaseId: "l-ffffffffffffffff" })],
    ["without a lease", message("LeaseDenied", { leaseId: undefined })],
    ["of no account", message("AccountAstray", { accountKey: KEY })],
  ])("%s is not lost, and the others are dealt with", async (_, bad) => {
    const { send, sent } = aSender();
    const good = { ...message("LeaseDenied"), messageId: "m-2" };
    expect(await send(bad, good)).toEqual(FAILED);
    expect(sent).toHaveLength(1);
  });

  test("of which nobody is told needs nothing", async () => {
    const { send, sent } = aSender();
    expect(await send(message("LeaseExtended"))).toEqual([]);
    expect(sent).toEqual([]);
  });
});

test("what is remembered names nobody", async () => {
  const { send, remembered } = aSender();
  await send(message("LeaseRequested"));
  expect(remembered.size).toBe(3);
  for (const each of remembered) expect(each).not.toMatch(/@|alice|bob/);
});
