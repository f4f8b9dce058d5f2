import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { NOTICE_NAMES } from "../../domain/mail/notice.ts";
import { type ConfigurationInput, checkConfiguration } from "../../infra/configuration.ts";
import { mailDocuments } from "../../infra/mail/documents.ts";
import { permissionsOf } from "./permissions.ts";
import { INPUT, VENDING, WITH_SLACK } from "./sample-configuration.ts";
import { propertiesOf, resourcesOf, templateOf, vendingStack } from "./synthesis.ts";

type MailInput = NonNullable<NonNullable<ConfigurationInput["notifications"]>["mail"]>;

const FROM = "mayfly@example.com";

const configured = (mail: Partial<MailInput> = {}, input: Partial<ConfigurationInput> = {}) =>
  checkConfiguration({ ...INPUT, ...input, notifications: { mail: { from: FROM, ...mail } } });

const template = templateOf(vendingStack(configured()));
const without = templateOf(vendingStack());

const ses = (name: string) => `arn:aws:ses:eu-west-1:${VENDING}:${name}`;
const AS_SENDER = ` if {"StringEquals":{"ses:FromAddress":"${FROM}"}}`;

describe("the function that sends mail", () => {
  test("is not there without its configuration, nor its queue, nor its alarms", () => {
    for (const type of ["AWS::Lambda::Function", "AWS::SQS::Queue", "AWS::CloudWatch::Alarm"])
      expect(JSON.stringify(resourcesOf(without, type))).not.toMatch(/mayfly-(send-)?mail/);
  });

  test("may do this and nothing else", () => {
    const consume = ["ChangeMessageVisibility", "DeleteMessage", "GetQueueAttributes"];
    expect(permissionsOf(template, "mayfly-send-mail")).toEqual(
      [
        ...[...consume, "ReceiveMessage"].map((name) => `sqs:${name} <mail>`),
        "dynamodb:GetItem <Ledger>",
        'dynamodb:PutItem <Ledger> if {"ForAllValues:StringLike":{"dynamodb:LeadingKeys":["TOLD#mail#*"]}}',
        `ses:SendEmail ${ses("identity/example.com")}${AS_SENDER}`,
        ...["logs:CreateLogStream <sendmaillog>", "logs:PutLogEvents <sendmaillog>"],
        ...["xray:PutTelemetryRecords *", "xray:PutTraceSegments *"],
      ].toSorted(),
    );
  });

  test("may send through the identity and the configuration set that are named", () => {
    const named = { identity: FROM, configurationSet: "mayfly" };
    const found = permissionsOf(templateOf(vendingStack(configured(named))), "mayfly-send-mail");
    expect(found.filter((each) => each.startsWith("ses:"))).toEqual([
      `ses:SendEmail ${ses("configuration-set/mayfly")}${AS_SENDER}`,
      `ses:SendEmail ${ses(`identity/${FROM}`)}${AS_SENDER}`,
    ]);
  });

  test("gives up after 20 tries, and then an event is a dead letter", () => {
    const queue = propertiesOf(template, "AWS::SQS::Queue").find(
      ({ QueueName }) => QueueName === "mayfly-mail",
    );
    expect(queue).toMatchObject({ RedrivePolicy: { maxReceiveCount: 20 } });
  });

  test("raises alarms when mail is late or refused", () => {
    const names = propertiesOf(template, "AWS::CloudWatch::Alarm").map(
      ({ AlarmName }) => AlarmName,
    );
    expect(names).toEqual(expect.arrayContaining(["mayfly-mail-late", "mayfly-mail-refused"]));
  });
});

describe("what the function knows of people", () => {
  test("is nothing but what mail is configured with", () => {
    const people = { exceptions: { "Ada@example.com": "arn:aws:iam::222222222222:user/ada" } };
    const documents = mailDocuments(configured({ people, approvers: ["leads@example.com"] }));
    expect(documents?.directory).toMatchObject({
      rules: {
        principal: "",
        exceptions: { "ada@example.com": "arn:aws:iam::222222222222:user/ada" },
      },
      mailboxes: { approvers: ["leads@example.com"], administrators: [] },
    });
    expect(Object.keys(documents?.texts.notices ?? {})).toEqual(NOTICE_NAMES);
  });

  test("is what Slack knows, when mail has no rules of its own", () => {
    const { slack } = WITH_SLACK;
    if (slack === undefined) throw new Error("Slack is configured here.");
    const { principal } = slack;
    const found = mailDocuments({ ...configured(), slack })?.directory.rules;
    expect(found).toEqual({ principal, exceptions: slack.exceptions });
  });
});

const folder = mkdtempSync(join(tmpdir(), "texts-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe("a deployment's own texts", () => {
  const put = (files: Readonly<Record<string, string>>) => {
    const own = mkdtempSync(join(folder, "own-"));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(own, name), text);
    return own;
  };

  test("replace Mayfly's, file by file", () => {
    const own = put({
      "lease-ended.txt": "Subject: Over\n\n{{lease}} is over.\n",
      "lease-denied.html": "<b>{{reason}}</b>",
      "frame.html": "<main>{{body}}</main>",
    });
    const { notifications } = configured({ texts: own });
    expect(notifications?.mail?.texts).toMatchObject({
      frame: "<main>{{body}}</main>",
      notices: {
        "lease-ended": { subject: "Over", text: "{{lease}} is over." },
        "lease-denied": { html: "<b>{{reason}}</b>" },
        "lease-active": { subject: "Your AWS account {{account}} is ready" },
      },
    });
  });

  test.each<[what: string, files: Readonly<Record<string, string>>, flaw: RegExp]>([
    ["for no notice", { "lease-begun.txt": "x" }, /lease-begun\.txt is no text of a mail/],
    [
      "with an unknown name",
      { "lease-ended.txt": "Subject: x\n\n{{spent}}" },
      /lease-ended\.txt has an unknown placeholder \{\{spent\}\}/,
    ],
    [
      "with an unknown name in HTML",
      { "lease-ended.html": "{{spent}}" },
      /lease-ended\.html has an unknown placeholder/,
    ],
    ["without a subject", { "lease-ended.txt": "x" }, /lease-ended\.txt does not begin with/],
    ["that frame nothing", { "frame.html": "<main></main>" }, /frame\.html has no \{\{body\}\}/],
  ])("%s are refused at synthesis", (_, files, flaw) => {
    expect(() => configured({ texts: put(files) })).toThrow(flaw);
  });

  test("in a folder that is not there are refused", () => {
    expect(() => configured({ texts: "no/such/folder" })).toThrow(/is no folder/);
  });
});

describe("a configuration of mail", () => {
  test.each<[mail: Partial<MailInput>, member: RegExp]>([
    [{ from: "mayfly" }, /notifications\.mail\.from/],
    [{ from: "mayfly@example.com\nBcc: eve@example.com" }, /notifications\.mail\.from/],
    [{ name: "May\r\nfly" }, /notifications\.mail\.name/],
    [{ name: 'May"fly' }, /notifications\.mail\.name/],
    [{ replyTo: "nobody" }, /notifications\.mail\.replyTo/],
    [{ identity: "*" }, /notifications\.mail\.identity/],
    [{ configurationSet: "a/b" }, /notifications\.mail\.configurationSet/],
    [{ approvers: ["leads"] }, /notifications\.mail\.approvers/],
    [{ people: { principal: "{email}" } }, /notifications\.mail\.people\.principal/],
  ])("%j is refused, with the member", (mail, member) => {
    expect(() => configured(mail)).toThrow(member);
  });

  test("without another member sends in the name of Mayfly", () => {
    expect(configured().notifications?.mail).toMatchObject({ from: FROM, name: "Mayfly" });
  });
});
