import { expect, test } from "vitest";
import { flawOfReport } from "../../domain/account/nuke-report.ts";
import type { AccountKey, LeaseId } from "../../domain/ids.ts";
import { plus } from "../../domain/time.ts";
import { nuke } from "../../nuke/program.ts";
import type { Ledger } from "../../ports/ledger.ts";
import { ACCOUNT_ID, aNukingAccount, KEY, LEASE_ID, NOW } from "../support/builders.ts";
import { anAccount, TEARDOWN } from "./an-account.ts";

const BOX = "eu-west-1 - S3Bucket - s3://box";
const USER = "global - IAMUser - ann";

test("only looks at an account that is empty", async () => {
  const { ports, written, removals } = anAccount([]);

  await nuke(ports, TEARDOWN);

  expect(removals()).toBe(0);
  expect(written).toMatchObject([{ passes: 0, remaining: [], accountId: ACCOUNT_ID, attempt: 1 }]);
});

test("deletes until a look finds nothing, and reports by Region and type", async () => {
  const { ports, removals } = anAccount([
    { name: BOX },
    { name: USER, resists: 1, reason: "busy" },
  ]);

  const report = await nuke(ports, TEARDOWN);

  expect(removals()).toBe(2);
  expect(report).toMatchObject({ passes: 2, remaining: [], reasons: {} });
  expect(report.counts).toEqual([
    { region: "eu-west-1", type: "S3Bucket", removed: 1, failed: 0, filtered: 0 },
    { region: "global", type: "IAMUser", removed: 1, failed: 0, filtered: 0 },
    { region: "global", type: "IAMRole", removed: 0, failed: 0, filtered: 1 },
  ]);
});

test("gives up after the last pass, and says what is left and why", async () => {
  const { ports, removals } = anAccount([{ name: USER, resists: 99, reason: "DeleteConflict" }]);

  const report = await nuke(ports, TEARDOWN);

  expect(removals()).toBe(3);
  expect(report).toMatchObject({
    remaining: [USER],
    reasons: { [USER]: "DeleteConflict" },
    problems: ["eu-west-1 - FMSPolicy: AccessDenied: no"],
  });
  const expected = { accountKey: KEY, leaseId: LEASE_ID, accountId: ACCOUNT_ID, attempt: 1 };
  expect(flawOfReport(report, expected)).toBe(
    `1 resources are left after 3 passes: ${USER} (DeleteConflict)`,
  );
});

test("pauses between passes, so that what is freed slowly can go", async () => {
  const { ports } = anAccount([{ name: USER, resists: 99 }]);

  const report = await nuke(ports, TEARDOWN);

  expect(report.finishedAt).toBe(plus(NOW, (2 + 4) * 60));
});

test("begins no pass that would outlast the build", async () => {
  const { ports, removals } = anAccount([{ name: USER, resists: 99 }], { passes: 1_000 });

  const report = await nuke(ports, TEARDOWN);

  expect(report.finishedAt < plus(NOW, 8.5 * 3_600)).toBe(true);
  expect(report.passes).toBe(removals());
});

test("finds a bucket that the engine passes over", async () => {
  const { ports } = anAccount([], { buckets: () => Promise.resolve([BOX]) });

  const report = await nuke(ports, TEARDOWN);

  expect(report.remaining).toEqual([BOX]);
  expect(report.reasons[BOX]).toContain("its policy may deny everything");
});

const THROTTLED = { place: "eu-west-1 - EC2Instance", reason: "Throttling: Rate exceeded" };

test("looks again when something could not be listed for the moment", async () => {
  const { ports, engine } = anAccount([]);
  engine.problems = () => (engine.runs.length < 3 ? [THROTTLED] : []);

  const report = await nuke(ports, TEARDOWN);

  expect(engine.runs).toHaveLength(3);
  expect(report.remaining).toEqual([]);
});

test("does not believe an account empty of what it could never list", async () => {
  const { ports, engine } = anAccount([], { passes: 1 });
  engine.problems = () => [THROTTLED];

  const report = await nuke(ports, TEARDOWN);

  const name = "eu-west-1 - EC2Instance - not listed";
  expect(report.remaining).toEqual([name]);
  expect(report.reasons).toEqual({ [name]: "Throttling: Rate exceeded" });
});

test.each([
  "OptInRequired: You are not subscribed to this service",
  "AccessDeniedException: status code: 403",
  "dial tcp: lookup service.eu-west-1.amazonaws.com: no such host",
  "NotEmulated: status code: 501",
])("believes an account empty of what it can never have: %s", async (reason) => {
  const { ports, engine } = anAccount([]);
  engine.problems = () => [{ place: "eu-west-1 - QLDBLedger", reason }];

  expect((await nuke(ports, TEARDOWN)).remaining).toEqual([]);
});

test.each([
  "ThrottlingException: slow",
  "TooManyRequestsException: slow",
  "RequestLimitExceeded: Request limit exceeded.",
  "operation error EC2: DescribeVolumes, https response error StatusCode: 503, RequestID: 1",
  "InternalFailure: status code: 500",
  "net/http: TLS handshake timeout",
  "read: connection reset by peer",
])("takes for a passing fault: %s", async (reason) => {
  const { ports, engine } = anAccount([]);
  engine.problems = () => (engine.runs.length < 2 ? [{ place: "global - IAMUser", reason }] : []);

  await nuke(ports, TEARDOWN);

  expect(engine.runs).toHaveLength(2);
});

test("touches nothing when a rail is broken", async () => {
  const { ports, engine, facts, written } = anAccount([{ name: BOX }]);
  facts.parentId = "ou-ab12-active00";

  await expect(nuke(ports, TEARDOWN)).rejects.toMatchObject({ name: "RailBroken" });

  expect(engine.runs).toEqual([]);
  expect(written).toEqual([]);
});

test("stops before the next pass when the account leaves quarantine meanwhile", async () => {
  const { ports, facts, engine, removals, written } = anAccount([{ name: USER, resists: 99 }]);
  const pause = (seconds: number) => {
    facts.parentId = "ou-ab12-active00";
    return ports.pause(seconds);
  };

  await expect(nuke({ ...ports, pause }, TEARDOWN)).rejects.toMatchObject({ name: "RailBroken" });

  expect(removals()).toBe(1);
  expect(written).toEqual([]);
  expect(engine.isDisposed).toBe(true);
});

test.each([
  ["an account that the ledger does not know", undefined, "LedgerMismatch"],
  ["an attempt that was given up", aNukingAccount({ attempt: 2 }), "LedgerMismatch"],
  [
    "the attempt of an earlier lease, which was counted alike",
    aNukingAccount({ leaseId: "l-zzzzzzzzzzzzzzzz" as LeaseId }),
    "LedgerMismatch",
  ],
  [
    "an account that is not being nuked yet",
    { ...aNukingAccount(), status: "quarantined", quarantinedAt: NOW },
    "RailBroken",
  ],
])("refuses %s", async (_, account, name) => {
  const ledger = { account: () => Promise.resolve(account) } as unknown as Ledger;
  const { ports, engine } = anAccount([{ name: BOX }], { ledger });

  await expect(nuke(ports, TEARDOWN)).rejects.toMatchObject({ name });

  expect(engine.runs).toEqual([]);
});

test("does not believe a report about something else", () => {
  const expected = { accountKey: KEY, leaseId: LEASE_ID, accountId: ACCOUNT_ID, attempt: 1 };
  const report = {
    ...expected,
    ...{ startedAt: NOW, finishedAt: NOW, passes: 0, counts: [], remaining: [] },
    ...{ reasons: {}, problems: [] },
  };

  expect(flawOfReport(report, expected)).toBeUndefined();
  expect(flawOfReport(undefined, expected)).toBe("The nuke left no report.");
  expect(flawOfReport({ ...report, attempt: 2 }, expected)).toContain("attempt 2");
  const another = "l-zzzzzzzzzzzzzzzz" as LeaseId;
  expect(flawOfReport({ ...report, leaseId: another }, expected)).toContain(another);
  expect(flawOfReport({ ...report, accountKey: "zzzzzzzzzz" as AccountKey }, expected)).toContain(
    "is about account",
  );
});

test("unlocks a bucket that denies everybody, and a queue that has resisted for that reason", async () => {
  const buckets = [[BOX], []];
  const queue = "eu-west-1 - SQSQueue - https://sqs.eu-west-1.amazonaws.com/333333333333/q";
  const { ports, unlocked } = anAccount(
    [
      {
        name: queue,
        resists: 1,
        reason: "AccessDenied: with an explicit deny in a resource-based policy",
      },
      { name: USER, resists: 1, reason: "AccessDenied: no" },
    ],
    { buckets: () => Promise.resolve(buckets.shift() ?? []) },
  );

  const report = await nuke(ports, TEARDOWN);

  expect(unlocked).toEqual([
    "bucket eu-west-1 box",
    "queue eu-west-1 https://sqs.eu-west-1.amazonaws.com/333333333333/q",
  ]);
  expect(report.remaining).toEqual([]);
});

test("goes on when something cannot be unlocked, and says that it is left", async () => {
  const { ports } = anAccount([{ name: USER }], {
    buckets: () => Promise.resolve([BOX]),
    unlock: () => Promise.reject(new Error("AccessDenied: root sessions are not enabled")),
  });

  expect((await nuke(ports, TEARDOWN)).remaining).toEqual([BOX]);
});
