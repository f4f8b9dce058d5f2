import { expect, test } from "vitest";
import { nukeReport } from "../../functions/api/answers.ts";
import { ALL_REGIONS } from "../../local/services/account/regions.ts";
import { aCloud } from "../support/cloud.ts";

test("an account is vended, warned about, expired, nuked and closed without anybody's effort", async () => {
  const cloud = await aCloud({ regions: ALL_REGIONS });
  const leaseId = await cloud.request();
  const { accountKey } = await cloud.until("AccountClosed", { leaseId });
  expect(await cloud.lease(leaseId)).toMatchObject({ status: "ended", reason: "expired" });
  expect(cloud.events.filter((event) => event.leaseId === leaseId).map(({ type }) => type)).toEqual(
    [
      ...["LeaseRequested", "LeaseVending", "AccountClaimed", "AccountCreationSubmitted"],
      ...["AccountCreationAccepted", "AccountCreated", "LeaseAccessGranted"],
      ...["LeaseActivated", "AccountLeased", "LeaseExpiring", "LeaseExpiring", "LeaseEnding"],
      ...["AccountQuarantined", "LeaseAccessRevoked", "LeaseEnded"],
      ...["AccountNukeStarted", "AccountNuked", "AccountClosing", "AccountClosed"],
    ],
  );
  const { status, body } = await cloud.as("auditor")(`GET /v1/accounts/${accountKey}/report`);
  expect(status).toBe(200);
  expect(nukeReport.parse(body)).toMatchObject({ accountKey, attempt: 1, remaining: [] });
  expect(body["counts"]).toContainEqual({
    ...{ region: "global", type: "IAMRole", removed: expect.any(Number), failed: 0 },
    filtered: expect.any(Number),
  });
});
