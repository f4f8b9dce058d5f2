import type { Button, KnownBlock } from "@slack/types";
import { nameOf } from "../../../domain/access/owner-name.ts";
import { escaped, moment, verbatim } from "../../../domain/slack/text.ts";
import { DAY, plus } from "../../../domain/time.ts";
import type { SlackMessage } from "../../../ports/slack.ts";
import { button, buttons, link, section, small } from "./blocks.ts";
import type { LeaseAnswer } from "./lease-answer.ts";
import { spentWords } from "./spend-words.ts";

/** What the owner sees of a lease: the one message that is edited as the lease goes on. */
export function ownerCard(lease: LeaseAnswer): SlackMessage {
  const title = `*${escaped(lease.template)}* for ${escaped(lease.purpose, 200)}`;
  const blocks = [
    section(`${title}\n${state(lease)}`),
    ...profile(lease),
    ...buttons(`lease-${lease.id}`, ...actions(lease)),
    small(`\`${lease.id}\` · ${spentWords(lease) ?? `budget $${lease.budget} in all`}`),
  ];
  return { text: `${lease.template}: ${headline(lease)}`, blocks };
}

const HEADLINES: Readonly<Record<LeaseAnswer["status"], string>> = {
  requested: "waits for approval",
  vending: "is being made ready",
  active: "is ready",
  ending: "is ending",
  ended: "has ended",
  denied: "was denied",
  cancelled: "was taken back",
  failed: "could not be made ready",
};

/** The state of a lease in a few words, without anything of anybody's writing. */
export const headline = ({ status }: LeaseAnswer): string => HEADLINES[status];

function frost({ frozenAt, frozenForEnd }: LeaseAnswer): string {
  if (frozenAt === undefined) return "";
  const why = frozenForEnd === true ? "Its end is near" : "Its budget is used up";
  return `\n:snowflake: ${why}: nothing new that costs can be started.`;
}

function state(lease: LeaseAnswer): string {
  const { accountId, expiresAt, endedAt, reason, cause, queue, deniedBy } = lease;
  switch (lease.status) {
    case "requested":
      return ":hourglass: It waits for somebody to approve it.";
    case "vending":
      return `:hammer_and_wrench: Accepted. ${queue === undefined ? "Your account is being made ready; this takes some minutes." : escaped(queue.message)}`;
    case "active":
      return `:white_check_mark: Account \`${accountId}\` is yours until ${expiresAt === undefined ? "its end" : moment(expiresAt)}.${frost(lease)}`;
    case "ending":
      return `:broom: Account \`${accountId}\` is being taken back.`;
    case "ended":
      return `:checkered_flag: It ended${endedAt === undefined ? "" : ` ${moment(endedAt)}`}${reason === undefined ? "" : ` (${reason.replaceAll("-", " ")})`}. Account \`${accountId}\` is nobody's now.`;
    case "denied":
      return `:no_entry: ${escaped(nameOf(deniedBy ?? "Somebody"))} denied it: ${escaped(reason ?? "")}`;
    case "cancelled":
      return ":leftwards_arrow_with_hook: It was taken back.";
    case "failed":
      return `:warning: No account could be made ready: ${escaped(cause?.message ?? "see the API")} Ask again, or ask an administrator.`;
  }
}

const profile = ({ access }: LeaseAnswer): readonly KnownBlock[] =>
  access === undefined
    ? []
    : [section(`For \`~/.aws/config\`:\n${verbatim(access.profile.text.trim())}`)];

const SURE = {
  title: { type: "plain_text", text: "End this lease?" },
  text: {
    type: "plain_text",
    text: "Everything in the account is deleted. Nobody can bring it back.",
  },
  confirm: { type: "plain_text", text: "End now" },
  deny: { type: "plain_text", text: "Keep it" },
} as const;

/** What its owner can do with a lease in its present state. */
export function actions(lease: LeaseAnswer): readonly Button[] {
  const value = { lease: lease.id };
  const end = (text: string) =>
    button(text, { action: "end", value, style: "danger", confirm: SURE });
  if (lease.status === "requested" || lease.status === "vending")
    return lease.endRequestedBy === undefined
      ? [button("Take back", { action: "end", value })]
      : [];
  if (lease.status !== "active" || lease.expiresAt === undefined) return [];
  return [
    button("Open console", { action: "console", value, style: "primary" }),
    ...(lease.access === undefined ? [] : [link("Switch role", lease.access.switchRoleUrl)]),
    button("Extend by a day", {
      ...{ action: "extend", value: { ...value, endsAt: plus(lease.expiresAt, DAY) } },
    }),
    end("End now"),
  ];
}
