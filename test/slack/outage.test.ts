import { beforeAll, expect, test } from "vitest";
import { troubleIn } from "../../local/slack/records.ts";
import { APPROVERS_CHANNEL } from "../../local/slack/settings.ts";
import { HOUR } from "../support/cloud.ts";
import { aWorkspace, said, type Workspace } from "./a-workspace.ts";

let slack: Workspace;
beforeAll(async () => {
  slack = await aWorkspace();
});

const direct = () =>
  slack
    .hand("developer")
    .messages()
    .filter(({ onlyFor }) => onlyFor === undefined);

test("while Slack is down leases go on, and afterwards everything is told once", async () => {
  troubleIn(slack.world).set("all", { status: 503, retryAfter: 30 });
  const leaseId = await slack.request({ template: "experiment", duration: "P2D" });
  await slack.pass(HOUR);
  await slack.as("approver")(`POST /v1/leases/${leaseId}/approve`, {});
  await slack.until("LeaseActivated", { leaseId });
  await slack.pass(HOUR);
  expect(await slack.lease(leaseId)).toMatchObject({ status: "active" });
  expect(direct()).toEqual([]);

  troubleIn(slack.world).delete("all");
  await slack.pass(HOUR);
  const [card, ...thread] = direct();
  expect(said(card as never)).toContain("is yours until");
  expect(thread.map(({ text }) => text)).toEqual([expect.stringMatching(/is ready/)]);
  // Nobody has to approve any more.
  expect(slack.inChannel(APPROVERS_CHANNEL)).toEqual([]);
});
