import type { PeopleRules } from "../../domain/access/address.ts";
import type { Documents } from "../../functions/shared/documents.ts";
import type { Configuration } from "../configuration.ts";

/** Nobody has an address by it. */
const NO_PATTERN = "";

/** What the function that sends mail reads beside its code; undefined where none is sent. */
export function mailDocuments(configuration: Configuration): Documents["mail"] {
  const mail = configuration.notifications?.mail;
  if (mail === undefined) return undefined;
  const { approvers, administrators } = configuration.people;
  return {
    texts: mail.texts,
    directory: {
      ...{ rules: rulesOf(configuration), approvers, administrators },
      mailboxes: { approvers: mail.approvers, administrators: mail.administrators },
    },
  };
}

/** Slack's way from addresses to principals holds for mail too, unless mail has its own. */
function rulesOf({ notifications, slack }: Configuration): PeopleRules {
  const { principal = NO_PATTERN, exceptions = {} } = notifications?.mail?.people ?? slack ?? {};
  return { principal, exceptions };
}
