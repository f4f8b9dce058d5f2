import type { MailCount } from "./step.ts";

/** Under which names mails are counted. */
export const MAIL_METRICS: Readonly<Record<MailCount, string>> = {
  sent: "MailsSent",
  withoutAddress: "MailsWithoutAddress",
  refused: "MailsRefused",
  late: "MailsLate",
};
