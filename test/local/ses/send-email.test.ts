import type { SendEmailCommandInput } from "@aws-sdk/client-sesv2";
import { describe, expect, test } from "vitest";
import { MemoryStorage } from "../../../local/kernel/collection.ts";
import { seeded } from "../../../local/kernel/random.ts";
import type { Call } from "../../../local/kernel/service.ts";
import { Trace } from "../../../local/kernel/trace.ts";
import { mailsText } from "../../../local/mail/show.ts";
import { verifyIdentity } from "../../../local/services/ses/identities.ts";
import { changeSending, type SendingSettings } from "../../../local/services/ses/records.ts";
import { sendEmail } from "../../../local/services/ses/send-email.ts";
import { StillClock } from "../../support/still-clock.ts";

const SITE = { account: "222222222222", region: "eu-west-1" };
const START = Date.UTC(2026, 11, 1, 9);

function aPostOffice(settings: Partial<SendingSettings> = {}) {
  const clock = new StillClock(START);
  const world = { clock, storage: new MemoryStorage(), random: seeded(1), trace: new Trace() };
  const arn = `arn:aws:iam::${SITE.account}:root`;
  const call: Call = {
    ...{ world, ...SITE, requestId: "r", sourceIp: "127.0.0.1", userAgent: "test" },
    principal: { kind: "root", account: SITE.account, arn, userId: SITE.account },
    ...{ sleep: () => Promise.resolve(), dispatch: () => Promise.resolve({}) },
  };
  verifyIdentity(world, SITE, "Example.com");
  changeSending(world, SITE, settings);
  const mail = (more: Partial<SendEmailCommandInput> = {}): SendEmailCommandInput => ({
    FromEmailAddress: "Mayfly <mayfly@example.com>",
    Destination: { ToAddresses: ["ada@elsewhere.example"] },
    Content: { Simple: { Subject: { Data: "Hello" }, Body: { Text: { Data: "there" } } } },
    ...more,
  });
  const send = async (more: Partial<SendEmailCommandInput> = {}) =>
    await sendEmail.run(mail(more), call);
  const asked = (more: Partial<SendEmailCommandInput> = {}) =>
    sendEmail.authorize(mail(more), call);
  return { clock, world, send, asked };
}

const to = (...ToAddresses: string[]) => ({ Destination: { ToAddresses } });

describe("SES", () => {
  test("keeps a mail, and shows it to whoever asks for it", async () => {
    const { world, send } = aPostOffice();
    expect(mailsText(world)).toBe("No mail was sent yet.");
    const { MessageId } = await send({ ReplyToAddresses: ["ops@example.com"] });
    expect(MessageId).toMatch(/^0102[0-9a-f]{12}-[0-9a-f-]{36}-000000$/);
    expect(mailsText(world, "ada@elsewhere.example")).toBe(
      [
        ...["── 2026-12-01 09:00 ──", "From: Mayfly <mayfly@example.com>"],
        ...["To: ada@elsewhere.example", "Reply-To: ops@example.com", "Subject: Hello"],
        ...["", "there"],
      ].join("\n"),
    );
    expect(mailsText(world, "bob@example.com")).toBe("No mail was sent yet.");
  });

  test.each<[what: string, input: Partial<SendEmailCommandInput>, failure: object]>([
    [
      "of an identity that is not verified",
      { FromEmailAddress: "mayfly@elsewhere.example" },
      {
        name: "MessageRejected",
        message:
          "Email address is not verified. The following identities failed the check in region EU-WEST-1: mayfly@elsewhere.example",
      },
    ],
    ["to nobody", to(), { name: "BadRequestException" }],
    ["to what is no address", to("ada"), { message: "Missing final '@domain'" }],
    ["to two lines", to("a\r\nb@example.com"), { name: "BadRequestException" }],
    ["to 51 people", to(...Array<string>(51).fill("a@b.example")), { name: "BadRequestException" }],
    [
      "with a configuration set that is not there",
      { ConfigurationSetName: "none" },
      { message: "Configuration set <none> does not exist." },
    ],
    ["without content", { Content: {} }, { name: "BadRequestException" }],
  ])("does not take a mail %s", async (_, input, failure) => {
    await expect(aPostOffice().send(input)).rejects.toMatchObject(failure);
  });

  test("does not take members that are not emulated, and names them", async () => {
    await expect(aPostOffice().send({ FeedbackForwardingEmailAddress: "x" })).rejects.toThrow(
      /FeedbackForwardingEmailAddress/,
    );
  });

  test("takes mail in the sandbox to verified recipients alone", async () => {
    const { send } = aPostOffice({ isInSandbox: true });
    await expect(send(to("bob@sub.example.com"))).resolves.toMatchObject({});
    await expect(send()).rejects.toMatchObject({ name: "MessageRejected" });
  });

  test("takes no mail while sending is paused", async () => {
    await expect(aPostOffice({ isPaused: true }).send()).rejects.toMatchObject({
      name: "SendingPausedException",
    });
  });

  test("takes so many mails a second and a day as the quotas say", async () => {
    const { clock, send } = aPostOffice({ rate: 1, daily: 2 });
    const failure = { name: "TooManyRequestsException" };
    await send();
    await expect(send()).rejects.toMatchObject(failure);
    clock.pass(1_000);
    await send();
    clock.pass(1_000);
    await expect(send()).rejects.toMatchObject(failure);
    clock.pass(86_400_000);
    await expect(send()).resolves.toMatchObject({});
  });

  test("asks for permission on what is verified for the sender, and on the configuration set", () => {
    const asked = aPostOffice().asked({ ConfigurationSetName: "mayfly" });
    expect(asked).toMatchObject([
      {
        action: "ses:SendEmail",
        resource: "arn:aws:ses:eu-west-1:222222222222:identity/example.com",
        context: { "ses:FromAddress": "mayfly@example.com", "ses:FromDisplayName": "Mayfly" },
      },
      { resource: "arn:aws:ses:eu-west-1:222222222222:configuration-set/mayfly" },
    ]);
  });
});
