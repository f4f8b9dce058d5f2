import { LedgerMismatch } from "../../domain/failures.ts";
import { holdsOfAccount, holdsOfLease } from "../../domain/mail/holds.ts";
import { NOTICES, type NoticeName, noticesOn, type ToldEvent } from "../../domain/mail/notice.ts";
import {
  administratorsOf,
  approversOf,
  type MailDirectory,
  ownerOf,
  type Recipients,
} from "../../domain/mail/recipients.ts";
import { type Values, valuesOfAccount, valuesOfLease } from "../../domain/mail/values.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Ledger } from "../../ports/ledger.ts";
import type { MailedEvent } from "./contract.ts";

/** What is told, and to whom. */
export interface Told {
  readonly name: NoticeName;
  readonly values: Values;
  readonly recipients: Recipients;
}

interface Ports {
  readonly ledger: Pick<Ledger, "lease" | "account">;
  readonly directory: MailDirectory;
  readonly clock: Clock;
}

/** Finds out what an event is told as, as far as it still is so. */
export async function noticesOf(ports: Ports, event: MailedEvent): Promise<readonly Told[]> {
  const names = noticesOn(event.type);
  const told = event as MailedEvent & ToldEvent;
  const ofAccounts = names.filter((name) => NOTICES[name].to === "administrators");
  const ofLeases = names.filter((name) => NOTICES[name].to !== "administrators");
  return [
    ...(ofLeases.length === 0 ? [] : await aboutLease(ports, ofLeases, told)),
    ...(ofAccounts.length === 0 ? [] : await aboutAccount(ports, ofAccounts, told)),
  ];
}

type Happening = MailedEvent & ToldEvent;

async function aboutLease(
  { ledger, directory, clock }: Ports,
  names: readonly NoticeName[],
  event: Happening,
): Promise<readonly Told[]> {
  const lease = event.leaseId && (await ledger.lease(event.leaseId));
  if (lease === undefined) throw new LedgerMismatch(`No lease belongs to the event ${event.id}.`);
  const now = clock.now();
  return names
    .filter((name) => holdsOfLease(name, lease, event))
    .map((name) => ({
      name,
      values: valuesOfLease(name, lease, { event, now }),
      recipients:
        NOTICES[name].to === "owner"
          ? ownerOf(lease, directory)
          : approversOf(lease, directory, now),
    }));
}

async function aboutAccount(
  { ledger, directory }: Ports,
  names: readonly NoticeName[],
  event: Happening,
): Promise<readonly Told[]> {
  const account = event.accountKey && (await ledger.account(event.accountKey));
  if (account === undefined)
    throw new LedgerMismatch(`No account belongs to the event ${event.id}.`);
  return names
    .filter((name) => holdsOfAccount(name, account))
    .map((name) => ({
      name,
      values: valuesOfAccount(name, account, event),
      recipients: administratorsOf(directory),
    }));
}
