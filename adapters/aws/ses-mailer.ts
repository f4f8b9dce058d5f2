import { SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2";
import { MailRefused } from "../../domain/mail/failures.ts";
import type { Mail, Mailer } from "../../ports/mail.ts";
import { CLIENT_SETTINGS } from "./client-settings.ts";
import { isNamed, translated } from "./translate-failure.ts";

/** In whose name mails go out. */
export interface MailSender {
  /** With a display name: `Mayfly <mayfly@example.com>`. */
  readonly from: string;
  readonly replyTo?: string;
  readonly configurationSet?: string;
}

/** Mails by Amazon SES, in the account and Region of the caller. */
export function sesMailer(sender: MailSender): Mailer {
  const client = new SESv2Client(CLIENT_SETTINGS);
  return {
    send: async (mail) => {
      try {
        await translated("SendEmail", client.send(new SendEmailCommand(inputOf(sender, mail))));
      } catch (error) {
        if (!isAboutAddress(error)) throw error;
        throw new MailRefused("SES does not take this address.", {}, { cause: error });
      }
    },
  };
}

const inputOf = ({ from, replyTo, configurationSet }: MailSender, mail: Mail) => ({
  FromEmailAddress: from,
  Destination: { ToAddresses: [mail.to] },
  ...(replyTo === undefined ? {} : { ReplyToAddresses: [replyTo] }),
  ...(configurationSet === undefined ? {} : { ConfigurationSetName: configurationSet }),
  Content: {
    Simple: {
      Subject: { Data: mail.subject, Charset: "UTF-8" },
      Body: {
        Text: { Data: mail.text, Charset: "UTF-8" },
        Html: { Data: mail.html, Charset: "UTF-8" },
      },
    },
  },
});

/**
 * SES says `BadRequestException` of an address that is none, such as "Domain contains illegal character", and of a
 * configuration set that is not there, which somebody can mend. The sender's address was checked at synthesis.
 */
const isAboutAddress = (error: unknown): boolean =>
  isNamed(error, "BadRequestException") && /address|domain/i.test((error as Error).message);
