import {
  BadRequestException,
  MessageRejected,
  type SendEmailCommandInput,
  type SendEmailCommandOutput,
  SendingPausedException,
  TooManyRequestsException,
} from "@aws-sdk/client-sesv2";
import { NotEmulated } from "../../kernel/aws-error.ts";
import { onlyMembers } from "../../kernel/only-members.ts";
import type { Call, Operation } from "../../kernel/service.ts";
import { mailboxOf } from "./addresses.ts";
import { verifiedFor } from "./identities.ts";
import { configurationSetsAt, mailsAt, type SentMail, sendingSettings } from "./records.ts";

const bad = (message: string) => new BadRequestException({ message, $metadata: {} });

const MEMBERS = [
  ...["FromEmailAddress", "Destination", "ReplyToAddresses"],
  ...["Content", "ConfigurationSetName"],
];

/** SES Developer Guide, "Quotas": recipients of a message. */
const MOST_RECIPIENTS = 50;

type Input = SendEmailCommandInput;

/** What a message is made of; no other kind of content is emulated. */
function contentOf({ Content = {} }: Input) {
  onlyMembers("ses:SendEmail Content", Content, ["Simple"]);
  const { Simple } = Content;
  if (Simple === undefined) throw bad("Content is missing");
  onlyMembers("ses:SendEmail Content.Simple", Simple, ["Subject", "Body"]);
  const { Text, Html } = Simple.Body ?? {};
  for (const part of [Simple.Subject, Text, Html])
    if (part?.Charset !== undefined && part.Charset !== "UTF-8")
      throw new NotEmulated(`the character set ${part.Charset} of ses:SendEmail`);
  return {
    subject: Simple.Subject?.Data ?? "",
    ...(Text?.Data === undefined ? {} : { text: Text.Data }),
    ...(Html?.Data === undefined ? {} : { html: Html.Data }),
  };
}

function recipientsOf({ Destination = {} }: Input): readonly string[] {
  onlyMembers("ses:SendEmail Destination", Destination, ["ToAddresses"]);
  const to = Destination.ToAddresses ?? [];
  if (to.length === 0) throw bad("Recipient list is empty");
  if (to.length > MOST_RECIPIENTS) throw bad(`Recipient count exceeds ${MOST_RECIPIENTS}.`);
  return to.map((each) => mailboxOf(each).address);
}

function checkVerified(addresses: readonly string[], { world, ...call }: Call): void {
  const failed = addresses.filter((each) => verifiedFor(world, call, each) === undefined);
  if (failed.length === 0) return;
  const region = call.region.toUpperCase();
  throw new MessageRejected({
    message: `Email address is not verified. The following identities failed the check in region ${region}: ${failed.join(", ")}`,
    $metadata: {},
  });
}

const DAY_MS = 86_400_000;

/** Quotas count recipients, and a message goes out as long as there is anything left of them. */
function checkQuotas({ world, ...call }: Call): void {
  const { rate, daily } = sendingSettings(world, call);
  const now = world.clock.now();
  const mails = [...mailsAt(world, call).values()];
  const since = (start: number) =>
    mails.filter(({ at }) => at > start).reduce((sum, { to }) => sum + to.length, 0);
  const refusal = (message: string) => new TooManyRequestsException({ message, $metadata: {} });
  if (since(now - 1_000) >= rate) throw refusal("Maximum sending rate exceeded.");
  if (since(now - DAY_MS) >= daily) throw refusal("Daily message quota exceeded.");
}

function checkSending(mail: Pick<SentMail, "from" | "to" | "configurationSet">, call: Call): void {
  const { isInSandbox, isPaused } = sendingSettings(call.world, call);
  if (isPaused)
    throw new SendingPausedException({
      message: "The account's ability to send email is currently paused.",
      $metadata: {},
    });
  const { configurationSet: set } = mail;
  if (set !== undefined && !configurationSetsAt(call.world, call).has(set))
    throw bad(`Configuration set <${set}> does not exist.`);
  const { address } = mailboxOf(mail.from);
  checkVerified([address, ...(isInSandbox ? mail.to : [])], call);
  checkQuotas(call);
}

const arnOf = ({ region, account }: Call, resource: string) =>
  `arn:aws:ses:${region}:${account}:${resource}`;

/** Takes a mail and keeps it. */
export const sendEmail: Operation<Input, Omit<SendEmailCommandOutput, "$metadata">> = {
  authorize(input, call) {
    const { name, address } = mailboxOf(input.FromEmailAddress ?? "");
    const identity = verifiedFor(call.world, call, address) ?? address;
    const set = input.ConfigurationSetName;
    const context = {
      ...{ "ses:FromAddress": address, "ses:FromDisplayName": name, "ses:ApiVersion": "2" },
      "ses:Recipients": input.Destination?.ToAddresses ?? [],
    };
    const resources = [
      `identity/${identity}`,
      ...(set === undefined ? [] : [`configuration-set/${set}`]),
    ];
    return resources.map((each) => ({
      action: "ses:SendEmail",
      ...{ resource: arnOf(call, each), context },
    }));
  },
  run(input, call) {
    onlyMembers("ses:SendEmail", input, MEMBERS);
    const { world, account, region } = call;
    const { FromEmailAddress: from = "", ReplyToAddresses: replyTo = [] } = input;
    for (const each of replyTo) mailboxOf(each);
    const set = input.ConfigurationSetName;
    const id = `0102${world.random.text(12, "0123456789abcdef")}-${world.random.uuid()}-000000`;
    const mail: SentMail = {
      ...{ id, account, region, from, to: recipientsOf(input), replyTo, ...contentOf(input) },
      ...(set === undefined ? {} : { configurationSet: set }),
      at: world.clock.now(),
    };
    checkSending(mail, call);
    mailsAt(world, call).set(id, mail);
    const line = mail.subject;
    world.trace.tell({ kind: "log", at: mail.at, logGroup: `mail to ${mail.to.join(", ")}`, line });
    return { MessageId: id };
  },
};
