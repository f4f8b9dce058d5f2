import { beforeAll, expect, test } from "vitest";
import { localConfiguration } from "../../local/cloud/configuration.ts";
import { localMail } from "../../local/mail/settings.ts";
import { allMails, changeSending } from "../../local/services/ses/records.ts";
import { aCloud, DAY, HOUR, type TestCloud } from "../support/cloud.ts";

const SITE = { account: "222222222222", region: "eu-west-1" };

/** Approvers are told at an address of their own, of a domain that nobody has verified. */
const APPROVER = "approvers@elsewhere.example";

const { people: _, ...mail } = localMail(SITE.account);
const user = (name: string) => `arn:aws:iam::${SITE.account}:user/${name}`;
const exceptions = {
  ...{ "developer@example.com": user("developer"), "colleague@example.com": user("colleague") },
  [APPROVER]: user("approver"),
};

let cloud: TestCloud;
beforeAll(async () => {
  const notifications = { mail: { ...mail, people: { exceptions } } };
  cloud = await aCloud(await localConfiguration({ notifications }));
});

const mailsTo = (person: "developer" | "colleague" | "approver", about: string) => {
  const address = person === "approver" ? APPROVER : `${person}@example.com`;
  const mails = allMails(cloud.world).filter(({ to }) => to.includes(address));
  return mails.filter(({ text = "" }) => text.includes(about));
};

const subjects = (...about: Parameters<typeof mailsTo>) =>
  mailsTo(...about).map(({ subject }) => subject);

const settle = () => cloud.pass(HOUR / 60);

test("an approver and an owner are told of a lease's whole life, once and in the owner's time", async () => {
  const purpose = "a <b>load</b> test & more";
  const wish = { template: "experiment", duration: "P4D", purpose, timeZone: "Europe/Berlin" };
  const leaseId = await cloud.request(wish);
  await settle();
  expect(subjects("developer", leaseId)).toEqual([
    "Your request for experiment waits for approval",
  ]);
  expect(subjects("approver", leaseId)).toEqual(["developer asks for an AWS account (experiment)"]);

  await cloud.pass(DAY + HOUR);
  expect(subjects("approver", leaseId)).toContain(
    "developer still waits for an AWS account (experiment)",
  );
  await cloud.as("approver")(`POST /v1/leases/${leaseId}/approve`, { reason: "Good idea." });
  const { accountId, details } = await cloud.until("LeaseActivated", { leaseId });
  await settle();
  await cloud.until("LeaseEnded", { leaseId });
  await settle();

  expect(subjects("developer", leaseId)).toEqual([
    ...[
      "Your request for experiment waits for approval",
      "Your request for experiment was approved",
    ],
    `Your AWS account ${accountId} is ready`,
    `Your AWS account ${accountId} ends in 1 day`,
    `Your AWS account ${accountId} ends in 1 hour`,
    `Your lease of AWS account ${accountId} has ended`,
  ]);
  const approved = mailsTo("developer", "Good idea.");
  expect(approved).toMatchObject([
    {
      from: "Mayfly <mayfly@example.com>",
      ...{ replyTo: ["platform@example.com"], configurationSet: "mayfly" },
    },
  ]);
  const warning = mailsTo("developer", leaseId).find(({ subject }) => subject.includes("1 day"));
  const [, time] = /T(\d\d:\d\d)/.exec(String(details?.["localEnd"])) ?? [];
  expect(warning?.text).toContain(`${time} (Europe/Berlin)`);
  expect(warning?.text).toContain(purpose);
  expect(warning?.html).toContain("a &lt;b&gt;load&lt;/b&gt; test &amp; more");
  expect(warning?.html).not.toContain("<b>");
});

test("what happened while nothing could be sent is told later, and nothing twice", async () => {
  changeSending(cloud.world, SITE, { isPaused: true });
  const leaseId = await cloud.request({ template: "experiment", duration: "P1D" }, "colleague");
  const reason = "Not this month.";
  await cloud.pass(2 * HOUR);
  await cloud.as("approver")(`POST /v1/leases/${leaseId}/deny`, { reason });
  await cloud.pass(5 * HOUR);
  expect(subjects("colleague", leaseId)).toEqual([]);

  changeSending(cloud.world, SITE, { isPaused: false });
  await cloud.pass(DAY / 2);

  expect(subjects("colleague", leaseId)).toEqual(["Your request for experiment was denied"]);
  // What was asked of the approver has been answered meanwhile.
  expect(subjects("approver", leaseId)).toEqual([]);
});

test("somebody whom the sandbox lets have no mail holds up nobody else, and an alarm is raised", async () => {
  const { world } = cloud;
  changeSending(world, SITE, { isInSandbox: true });
  const leaseId = await cloud.request({ template: "experiment", duration: "P1D" }, "colleague");
  await cloud.pass(HOUR);
  expect(subjects("colleague", leaseId)).toHaveLength(1);
  expect(subjects("approver", leaseId)).toEqual([]);

  const isAbout = (alarm: string) => cloud.sns.mails().filter(({ text }) => text.includes(alarm));
  expect(isAbout("mayfly-mail-late")).not.toEqual([]);
  expect(isAbout("mayfly-dead-letters")).toEqual([]);
  // By then it has lapsed, and what was asked of its approvers is no longer so.
  await cloud.pass(4 * DAY);
  expect(subjects("approver", leaseId)).toEqual([]);
  expect(subjects("colleague", leaseId)).toHaveLength(2);
});
