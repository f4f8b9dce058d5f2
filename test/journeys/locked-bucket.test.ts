import { expect, test } from "vitest";

import { aCloud } from "../support/cloud.ts";
import { anActiveLease, end } from "../support/lives.ts";
import { enableRootSessions, lockBucket } from "../support/locked.ts";

test("an account with a bucket that denies everybody is unlocked as its root user, emptied and closed", async () => {
  const cloud = await aCloud();
  await enableRootSessions(cloud);
  const leaseId = await anActiveLease(cloud);
  const accountId = String((await cloud.lease(leaseId))["accountId"]);
  await lockBucket(cloud, accountId);
  const asked: string[] = [];
  cloud.world.trace.watch((happening) => {
    if (happening.kind === "call") asked.push(happening.operation);
  });

  await end(cloud, leaseId);
  await cloud.until("AccountClosed", { leaseId });

  expect(asked).toContain("AssumeRoot");
  expect(asked).toContain("DeleteBucketPolicy");
  expect(cloud.events.map(({ type }) => type)).not.toContain("AccountNeedsAttention");
});
