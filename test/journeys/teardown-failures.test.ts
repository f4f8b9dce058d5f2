import { beforeAll, describe, expect, it } from "vitest";
import type { Happening } from "../../local/kernel/trace.ts";
import { planFaults } from "../../local/wire/faults.ts";
import { type Ban, forbid } from "../support/breakage.ts";
import { aCloud, HOUR, type TestCloud } from "../support/cloud.ts";
import { useEmptyHandedEngine } from "../support/engine.ts";
import { accountOf } from "../support/ledger.ts";
import { anActiveLease, end, retryAccountOf, untilAccountIs } from "../support/lives.ts";
import { lostAccounts, madeAccounts } from "../support/organization.ts";
import { makeRoom } from "../support/room.ts";

const calls = planFaults();
const alarms: Extract<Happening, { kind: "alarm" }>[] = [];

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await aCloud({ calls });
  makeRoom(cloud);
  cloud.world.trace.watch((happening) => {
    if (happening.kind === "alarm") alarms.push(happening);
  });
  await useEmptyHandedEngine(cloud);
});

/** States of `teardown` whose failure calls a person: what is forbidden there, and what the person is told. */
const STATES: readonly [state: string, ban: Ban, error: string][] = [
  [
    "Begin teardown",
    { role: "begin-teardown", action: "dynamodb:GetItem" },
    "AccessDeniedException",
  ],
  ["Close access", { role: "broker-close-access", action: "sts:AssumeRole" }, "AccessRoleNotReady"],
  [
    "Quarantine account",
    { role: "broker-quarantine-account", action: "organizations:MoveAccount" },
    "AccessDeniedException",
  ],
  ["End lease", { role: "end-lease", action: "dynamodb:PutItem" }, "AccessDeniedException"],
  [
    "Remove budget",
    { role: "broker-remove-budget", action: "budgets:ModifyBudget" },
    "AccessDeniedException",
  ],
  [
    "Begin nuke",
    { role: "broker-begin-nuke", action: "organizations:DescribeAccount" },
    "AccessDeniedException",
  ],
  ["Nuke account", { role: "teardown", action: "codebuild:StartBuild" }, "CodeBuild"],
  ["Verify clean", { role: "verify-clean", action: "s3:GetObject" }, "AccessDenied"],
  [
    "Close account",
    { role: "broker-close-account", action: "organizations:CloseAccount" },
    "AccessDeniedException",
  ],
  [
    "Confirm closure",
    { role: "broker-confirm-closure", action: "organizations:DescribeAccount" },
    "AccessDeniedException",
  ],
];

describe("a teardown", () => {
  let leaseId: string;
  let mend: (() => Promise<void>) | undefined;
  beforeAll(async () => {
    leaseId = await anActiveLease(cloud);
  });

  it.each(STATES)("that fails at '%s' calls a person and says why", async (_, ban, error) => {
    const mendNext = await forbid(cloud, ban);
    await mend?.();
    mend = mendNext;
    const before = await accountOf(cloud, leaseId);
    expect(
      (before.status === "leased"
        ? await end(cloud, leaseId)
        : await retryAccountOf(cloud, leaseId)
      ).status,
    ).toBeLessThan(300);

    await untilAccountIs(cloud, "attention", leaseId);

    const { items } = (await cloud.as("administrator")("GET /v1/accounts?status=attention"))
      .body as {
      items: readonly { key: string; cause: { error: string; message: string } }[];
    };
    expect(items).toHaveLength(1);
    expect(items[0]?.cause.error).toContain(error);
    expect(items[0]?.cause.message).not.toBe("");
    expect(await lostAccounts(cloud)).toEqual([]);
  });

  it("that failed has raised its alarms, in mails that say what to do", async () => {
    await cloud.pass(HOUR);

    const raised = alarms.filter(({ state }) => state === "ALARM").map(({ alarm }) => alarm);
    expect(raised).toContain("mayfly-accounts-in-attention");
    expect(raised).toContain("mayfly-teardown-failed");
    const mails = cloud.sns.mails().map((mail) => JSON.stringify(mail));
    expect(mails.some((mail) => mail.includes("GET /v1/accounts?status=attention"))).toBe(true);
  });

  it("comes to its end when nothing is forbidden any more, by a retry or by the reconcile", async () => {
    await mend?.();

    // AWS had closed it before anybody was called: the reconcile, every six hours, may have found that already.
    const { status } = await accountOf(cloud, leaseId);
    expect(["attention", "closed"]).toContain(status);
    if (status === "attention") expect((await retryAccountOf(cloud, leaseId)).status).toBe(202);

    await untilAccountIs(cloud, "closed", leaseId);
    expect(await cloud.lease(leaseId)).toMatchObject({ status: "ended" });
    expect(madeAccounts(cloud)).toMatchObject([{ state: "CLOSED" }]);
  });

  it("is not retried again then", async () => {
    expect((await retryAccountOf(cloud, leaseId)).status).toBe(409);
  });
});
