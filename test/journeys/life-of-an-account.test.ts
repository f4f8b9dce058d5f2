import { expect, test } from "vitest";
import { ALL_REGIONS } from "../../local/services/account/regions.ts";
import { aCloud } from "../support/cloud.ts";

test("an account is vended, warned about, expired, nuked and closed without anybody's effort", async () => {
  const cloud = await aCloud({ regions: ALL_REGIONS });
  const leaseId = await cloud.request();
  await cloud.until("AccountClosed", { leaseId });
  expect(await cloud.lease(leaseId)).toMatchObject({ status: "ended", reason: "expired" });
  expect(cloud.events.filter((event) => event.leaseId === leaseId).map(({ type }) => type)).toEqual(
    [
      ...["LeaseRequested", "LeaseVending", "AccountClaimed", "AccountCreationSubmitted"],
      ...["AccountCreationAccepted", "AccountCreated", "LeaseActivated", "AccountLeased"],
      ...["LeaseExpiring", "LeaseExpiring", "LeaseEnding", "AccountQuarantined", "LeaseEnded"],
      ...["AccountNukeStarted", "AccountNuked", "AccountClosing", "AccountClosed"],
    ],
  );
});
