import { emailOf, type PeopleRules } from "../access/address.ts";
import type { Principal } from "../ids.ts";
import type { Lease } from "../lease/lease.ts";
import { approversNow } from "../lease/pending.ts";
import type { Instant } from "../time.ts";

/** What a deployment knows of people's addresses. */
export interface MailDirectory {
  /** Which address a principal has. */
  readonly rules: PeopleRules;
  /** Who approves and administrates, in patterns as `isAmong` takes them. */
  readonly approvers: readonly string[];
  readonly administrators: readonly string[];
  /** Addresses that are told besides, such as lists: of patterns and groups nobody knows who is meant. */
  readonly mailboxes: Readonly<Record<"approvers" | "administrators", readonly string[]>>;
}

/** To whom something goes, and how many should have it and have no address. */
export interface Recipients {
  readonly addresses: readonly string[];
  readonly without: number;
}

/** Characters of addresses that every mail server takes, and SES: what is before the @ is ASCII (RFC 5322, atoms). */
const ADDRESS = /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*@([a-z0-9-]+\.)+[a-z0-9-]+$/i;

/** RFC 5321 has room for 254 characters in all. */
const isAddress = (text: string): boolean => text.length <= 254 && ADDRESS.test(text);

const EMAIL = "email:";

/** Whether it names one person, of whom something could be known. */
const isOne = (who: string): boolean => !who.includes("*") && !who.startsWith("group:");

function addressOf(who: string, rules: PeopleRules): string | undefined {
  if (!isOne(who)) return undefined;
  const found = who.startsWith(EMAIL) ? who.slice(EMAIL.length) : emailOf(who as Principal, rules);
  return found !== undefined && isAddress(found) ? found.toLowerCase() : undefined;
}

function known(people: readonly string[], rules: PeopleRules): Recipients {
  const found = people.filter(isOne).map((who) => addressOf(who, rules));
  const addresses = found.filter((address) => address !== undefined);
  return { addresses, without: found.length - addresses.length };
}

/** Adds mailboxes; when there is nobody at all, one is without an address. */
function together({ addresses, without }: Recipients, boxes: readonly string[]): Recipients {
  const all = [...new Set([...addresses, ...boxes.map((box) => box.toLowerCase())])];
  return { addresses: all, without: all.length === 0 ? Math.max(without, 1) : without };
}

/** The owner: by what their identity provider had verified, or by who they are. */
export function ownerOf(
  { owner, email }: Pick<Lease, "owner" | "email">,
  { rules }: MailDirectory,
): Recipients {
  const own = email !== undefined && isAddress(email) ? email.toLowerCase() : undefined;
  const address = own ?? addressOf(owner, rules);
  return address === undefined
    ? { addresses: [], without: 1 }
    : { addresses: [address], without: 0 };
}

/**
 * Who may approve a lease by now. A template's own approvers are told instead of the deployment's mailbox,
 * unless none of them has an address; where nobody is named, administrators approve. Never its owner.
 */
export function approversOf(lease: Lease, directory: MailDirectory, now: Instant): Recipients {
  const { instead, too } = approversNow(lease.template, lease.requestedAt, now);
  const named = [...(instead ?? directory.approvers), ...too].filter((who) => who !== lease.owner);
  if (named.length === 0 && directory.mailboxes.approvers.length === 0)
    return withoutOwner(administratorsOf(directory), lease, directory);
  const people = known(named, directory.rules);
  const isGeneral = instead === undefined || people.addresses.length === 0;
  const boxes = isGeneral ? directory.mailboxes.approvers : [];
  return withoutOwner(together(people, boxes), lease, directory);
}

function withoutOwner(all: Recipients, lease: Lease, directory: MailDirectory): Recipients {
  const [own] = ownerOf(lease, directory).addresses;
  return { ...all, addresses: all.addresses.filter((address) => address !== own) };
}

export const administratorsOf = ({ administrators, rules, mailboxes }: MailDirectory): Recipients =>
  together(known(administrators, rules), mailboxes.administrators);
