import { beforeAll, expect, test } from "vitest";
import { messagesIn } from "../../local/slack/records.ts";
import { APPROVERS_CHANNEL } from "../../local/slack/settings.ts";
import { DAY } from "../support/cloud.ts";
import { aWorkspace, said, type Workspace } from "./a-workspace.ts";
import { drawn } from "./pictures.ts";

let slack: Workspace;
beforeAll(async () => {
  slack = await aWorkspace();
});

test("a person asks, another approves, and the account is used, extended and ended in Slack", async () => {
  const developer = slack.hand("developer");
  const direct = () => developer.messages().filter(({ onlyFor }) => onlyFor === undefined);

  await developer.write("/mayfly");
  await slack.settle();
  expect(drawn(slack.world, "Form before developer", "form.svg")).toContain("What is it for?");
  const errors = await developer.submit({ purpose: "x", duration: "long" });
  expect(errors.text).toContain("Write a duration such as 3d");

  expect(await developer.write("/mayfly experiment 4d $900 for a load test")).toEqual({
    status: 200,
    text: "",
  });
  await slack.settle();
  expect(slack.lastAnswer("developer")).toMatch(/must be approved. Approvers have been told/);
  const [request] = slack.inChannel(APPROVERS_CHANNEL);
  expect(said(request as never)).toContain("*developer* asks for *experiment*, 4d, $900 in all");

  expect(drawn(slack.world, "#approvers", "request.svg")).toContain("Approve");

  // Four eyes: the requester presses in vain.
  await developer.press("Approve");
  await slack.settle();
  expect(slack.lastAnswer("developer")).toMatch(/does not let you approve/);
  await slack.hand("approver").press("Approve");
  await slack.settle();
  expect(said(slack.inChannel(APPROVERS_CHANNEL)[0] as never)).toContain("Approved by approver");
  await slack.hand("approver").press("Approve", request);
  await slack.settle();
  expect(slack.lastAnswer("approver")).toMatch(/only a requested lease can be approved/);

  await slack.until("LeaseActivated");
  await slack.settle();
  expect(direct()).toHaveLength(2);
  expect(said(direct()[0] as never)).toMatch(/is yours until .*role_arn/s);
  expect(direct()[1]?.text).toMatch(/is ready/);

  expect(drawn(slack.world, "#approvers", "decision.svg")).toContain("Approved by approver");

  await developer.press("Open console");
  await slack.settle();
  expect(JSON.stringify(developer.modal())).toContain("https://signin.aws.amazon.com/federation?");
  expect(JSON.stringify([...messagesIn(slack.world).values()])).not.toContain("SigninToken");

  expect(drawn(slack.world, "Form before developer", "console.svg")).not.toContain("SigninToken");
  await developer.openHome();
  await slack.hand("approver").openHome();
  await slack.settle();
  expect(drawn(slack.world, "Home of developer", "home.svg")).toContain("End now");
  expect(JSON.stringify(slack.hand("approver").home())).toContain("Waiting for you");

  await slack.until("LeaseExpiring");
  await slack.settle();
  expect(drawn(slack.world, "Mayfly and developer", "direct.svg")).toContain("is yours until");
  expect(direct().at(-1)?.text).toMatch(/ends .*everything in it is deleted/);
  await developer.press("Extend by a day", direct().at(-1));
  await slack.settle();
  expect(slack.lastAnswer("developer")).toMatch(/ends .* now/);
  await developer.press(
    "Extend by a day",
    direct().findLast(({ text }) => text.includes("alarm_clock")),
  );
  await slack.settle();
  expect(slack.lastAnswer("developer")).toMatch(/already/);

  await slack.pass(DAY);
  await developer.press("End now");
  await slack.until("LeaseEnded");
  await slack.settle();
  expect(said(direct()[0] as never)).toContain("ended by owner");
  expect(direct().at(-1)?.text).toMatch(/has ended/);
  await developer.press(
    "Extend by a day",
    direct().findLast(({ text }) => text.includes("alarm_clock")),
  );
  await slack.settle();
  expect(slack.lastAnswer("developer")).toMatch(/only an active lease can be extended/);
});
