import { createHash } from "node:crypto";
import { MailRefused } from "../../domain/mail/failures.ts";
import type { MailDirectory } from "../../domain/mail/recipients.ts";
import { contentOf, type MailContent, type MailTexts } from "../../domain/mail/template.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Ledger } from "../../ports/ledger.ts";
import type { Mailer } from "../../ports/mail.ts";
import type { Redelivery, Told as ToldMemory } from "../../ports/webhooks.ts";
import { logger } from "../shared/observability.ts";
import { dealWithEach, type QueuedEvent } from "../shared/queued.ts";
import { mailedEvent } from "./contract.ts";
import { noticesOf, type Told } from "./notices.ts";

/** What is counted, one of each kind for each mail. */
export type MailCount = "sent" | "withoutAddress" | "refused" | "late";

export interface MailPorts {
  readonly ledger: Pick<Ledger, "lease" | "account">;
  readonly mailer: Mailer;
  readonly told: ToldMemory;
  readonly redelivery: Redelivery;
  readonly clock: Clock;
  readonly directory: MailDirectory;
  readonly texts: MailTexts;
  readonly count: (what: MailCount, many: number) => void;
}

/** Tells people by mail what happened; whom nobody could send it to now is told later, and nobody twice. */
export const sendMail = (ports: MailPorts) =>
  dealWithEach({
    redelivery: ports.redelivery,
    deal: (record) => deal(ports, record),
    complaint: "Somebody could not be told by mail; they are told later.",
  });

/** Tries so often, within a quarter of an hour, before what is not sent counts as late. */
const PATIENT_TRIES = 4;

async function deal(ports: MailPorts, { body, attributes }: QueuedEvent): Promise<void> {
  const { detail } = mailedEvent.parse(JSON.parse(body));
  const isFirst = attributes.ApproximateReceiveCount === 1;
  const failures: unknown[] = [];
  for (const told of await noticesOf(ports, detail)) {
    if (isFirst) ports.count("withoutAddress", told.recipients.without);
    const content = contentOf(ports.texts.notices[told.name], ports.texts.frame, told.values);
    for (const to of told.recipients.addresses)
      await sendOnce(ports, { to, content, told, eventId: detail.id }).catch((error: unknown) =>
        failures.push(error),
      );
  }
  if (failures.length === 0) return;
  if (attributes.ApproximateReceiveCount >= PATIENT_TRIES) ports.count("late", failures.length);
  throw failures[0];
}

interface Sending {
  readonly to: string;
  readonly content: MailContent;
  readonly told: Told;
  readonly eventId: string;
}

/** Remembered by a digest of the address: nobody reads in the ledger who was told. */
async function sendOnce(ports: MailPorts, { to, content, told, eventId }: Sending): Promise<void> {
  const digest = createHash("sha256").update(to).digest("hex").slice(0, 32);
  const channel = `mail#${told.name}#${digest}`;
  if (await ports.told.wasTold(channel, eventId)) return;
  try {
    await ports.mailer.send({ to, ...content });
    ports.count("sent", 1);
  } catch (error) {
    if (!(error instanceof MailRefused)) throw error;
    ports.count("refused", 1);
    logger.error("SES will never take a mail for somebody.", { notice: told.name, digest, error });
  }
  await ports.told.remember(channel, eventId, ports.clock.now());
}
