import type { World } from "../kernel/service.ts";
import { allMails, type SentMail } from "../services/ses/records.ts";

const time = (at: number) => new Date(at).toISOString().slice(0, 16).replace("T", " ");

/** A mail as text: its headers, and under them what a reader without HTML sees. */
const mailText = ({ from, to, replyTo, subject, text = "", at }: SentMail): string =>
  [
    `── ${time(at)} ──`,
    ...[`From: ${from}`, `To: ${to.join(", ")}`],
    ...(replyTo.length === 0 ? [] : [`Reply-To: ${replyTo.join(", ")}`]),
    ...[`Subject: ${subject}`, "", text],
  ].join("\n");

/** All mails, or those to somebody, oldest first. */
export function mailsText(world: World, to?: string): string {
  const mails = allMails(world).filter((mail) => to === undefined || mail.to.includes(to));
  return mails.length === 0 ? "No mail was sent yet." : mails.map(mailText).join("\n");
}
