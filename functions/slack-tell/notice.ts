import { escaped, moment } from "../../domain/slack/text.ts";
import type { SlackMessage } from "../../ports/slack.ts";
import { buttons, section } from "../shared/slack/blocks.ts";
import type { LeaseAnswer } from "../shared/slack/lease-answer.ts";
import { actions } from "../shared/slack/owner-card.ts";
import { spentWords } from "../shared/slack/spend-words.ts";

/** Buttons under a warning: what one does about an end that is near. */
const UNDER_WARNING = ["extend", "end"];

/**
 * What is said in the lease's thread when something happened that its owner must not miss: an edited
 * message alone rings no bell.
 */
export function noticeOf(type: string, lease: LeaseAnswer): SlackMessage | undefined {
  const text = words(type, lease);
  if (text === undefined) return undefined;
  const chosen = actions(lease).filter(({ action_id = "" }) => UNDER_WARNING.includes(action_id));
  const under = type === "LeaseExpiring" ? buttons(`warning-${lease.id}`, ...chosen) : [];
  return { text, blocks: [section(text), ...under] };
}

function words(type: string, lease: LeaseAnswer): string | undefined {
  const { expiresAt, accountId, template, cause, reason } = lease;
  const spent = spentWords(lease);
  switch (type) {
    case "LeaseActivated":
      return lease.status === "active" ? `Your account ${accountId} is ready.` : undefined;
    case "LeaseExpiring":
      return lease.status === "active" && expiresAt !== undefined
        ? `:alarm_clock: Your account ${accountId} ends ${moment(expiresAt)}, and everything in it is deleted.`
        : undefined;
    case "LeaseSpendReached":
      return spent && `:moneybag: Your account ${accountId}: ${spent}.`;
    case "LeaseFrozen":
      if (lease.frozenForEnd === true && expiresAt !== undefined)
        return `:snowflake: Your account ${accountId} ends ${moment(expiresAt)}: fetch what you need. Nothing new that costs can be started from now on, unless you extend.`;
      return `:snowflake: The budget of your account ${accountId} is used up: nothing new that costs can be started. What runs goes on and goes on costing; everything can be read, stopped and deleted. An administrator can let it spend again.`;
    case "LeaseUnfrozen":
      return `:sunny: Your account ${accountId} may spend again.`;
    case "LeaseEnded":
      return `Your lease of ${escaped(template)} has ended; account ${accountId} is not yours any more.${spent === undefined ? "" : ` ${spent}.`}`;
    case "LeaseDenied":
      return `Your request was denied: ${escaped(reason ?? "")}`;
    case "LeaseFailed":
      return `Your account could not be made ready: ${escaped(cause?.message ?? "see above")}`;
    default:
      return undefined;
  }
}
