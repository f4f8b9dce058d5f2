import { BadRequestException } from "@aws-sdk/client-sesv2";

/** An address with the name in front of it. */
export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

const bad = (message: string) => new BadRequestException({ message, $metadata: {} });

const MAILBOX = /^(?:"?([^"<>]*?)"?\s*)<([^<>]+)>$/;

/** Reads `ada@example.com` or `Ada <ada@example.com>`. Errors: BadRequestException, in SES's words. */
export function mailboxOf(text: string): Mailbox {
  const [, name = "", address = text] = MAILBOX.exec(text.trim()) ?? [];
  checkAddress(address.trim());
  return { name, address: address.trim() };
}

function checkAddress(address: string): void {
  const at = address.lastIndexOf("@");
  if (at === -1) throw bad("Missing final '@domain'");
  const [local, domain] = [address.slice(0, at), address.slice(at + 1)];
  if (local === "") throw bad("Missing local name");
  if (/[\s\p{Cc}]/u.test(local)) throw bad("Local address contains control or whitespace");
  // SES Developer Guide, "Quotas": what is before the @ must be ASCII; domains may be Punycode.
  if (/[^\x21-\x7e]/.test(local)) throw bad("Local address contains illegal character");
  if (local.startsWith(".") || local.includes("..")) throw bad("Local address contains dot-dot");
  if (domain === "") throw bad("Missing domain");
  if (domain.startsWith(".")) throw bad("Domain starts with dot");
  if (domain.includes("..")) throw bad("Domain contains dot-dot");
  if (!/^[A-Za-z0-9.-]+$/.test(domain)) throw bad("Domain contains illegal character");
}
