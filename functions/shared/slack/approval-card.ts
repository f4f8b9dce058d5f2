import { shortDuration } from "../../../domain/duration.ts";
import { escaped, moment } from "../../../domain/slack/text.ts";
import type { SlackMessage } from "../../../ports/slack.ts";
import { button, buttons, section, small } from "./blocks.ts";
import type { LeaseAnswer } from "./lease-answer.ts";
import { headline, nameOf } from "./owner-card.ts";

/** What approvers see of a request: two buttons until it is decided, and then who decided what. */
export function approvalCard(lease: LeaseAnswer, decidedBy?: string): SlackMessage {
  const who = escaped(nameOf(lease.owner));
  const wish = `${shortDuration(lease.duration ?? "")}${lease.endsAt === undefined ? "" : `until ${moment(lease.endsAt)}`}`;
  const text = `${who} asks for an account (${lease.template})`;
  return {
    text: lease.status === "requested" ? text : `${text}: ${headline(lease)}`,
    blocks: [
      section(
        `*${who}* asks for *${escaped(lease.template)}*, ${wish}, $${lease.budget} in all:\n>${escaped(lease.purpose)}`,
      ),
      ...(lease.status === "requested" ? decisions(lease) : [section(decision(lease, decidedBy))]),
      small(`\`${lease.id}\``),
    ],
  };
}

const decisions = ({ id }: LeaseAnswer) =>
  buttons(
    `decide-${id}`,
    button("Approve", { action: "approve", value: { lease: id }, style: "primary" }),
    button("Deny …", { action: "deny", value: { lease: id }, style: "danger" }),
  );

function decision({ status, deniedBy, reason }: LeaseAnswer, decidedBy?: string): string {
  const by = decidedBy === undefined ? "" : ` by ${escaped(nameOf(decidedBy))}`;
  if (status === "denied" && deniedBy !== undefined)
    return `:no_entry: Denied by ${escaped(nameOf(deniedBy))}: ${escaped(reason ?? "")}`;
  return status === "cancelled"
    ? `:leftwards_arrow_with_hook: Taken back${by}.`
    : `:white_check_mark: Approved${by}.`;
}
