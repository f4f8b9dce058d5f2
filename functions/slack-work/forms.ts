import type { InputBlock, View } from "@slack/types";
import { formatDuration, shortDuration } from "../../domain/duration.ts";
import { escaped } from "../../domain/slack/text.ts";
import type { LeaseTemplate } from "../../domain/template/template.ts";
import type { Seconds } from "../../domain/time.ts";
import { LONGEST_PURPOSE, LONGEST_REASON } from "../api/contract.ts";
import { plain, section, small } from "../shared/slack/blocks.ts";

/** Names of the modals, by which their submissions are known. */
export const FORMS = { request: "request", deny: "deny" } as const;

const field = (
  id: string,
  label: string,
  more: Partial<InputBlock> & Pick<InputBlock, "element">,
): InputBlock => ({
  ...{ type: "input", block_id: id, label: plain(label) },
  ...more,
});

const option = (template: LeaseTemplate) => ({
  ...{ text: plain(template.name), value: template.name },
  description: plain(gives(template)),
});

const short = (seconds: Seconds) => shortDuration(formatDuration(seconds));

const gives = ({ duration, budget, approval }: LeaseTemplate) =>
  `${short(duration.default)} to ${short(duration.longest)}, up to $${budget.limit}${approval === "always" ? ", with approval" : ""}`;

/** The form behind `/mayfly` alone: which template, for how long, what for; and what each template gives. */
export function requestForm(templates: readonly LeaseTemplate[]): View {
  const options = templates.slice(0, 100).map(option);
  return {
    ...{ type: "modal", callback_id: FORMS.request, title: plain("Ask for an account", 24) },
    ...{ submit: plain("Ask", 24), close: plain("Cancel", 24) },
    blocks: [
      field("template", "Template", {
        element: {
          ...{ type: "static_select", action_id: "template", options },
          ...(options[0] === undefined ? {} : { initial_option: options[0] }),
        },
      }),
      field("purpose", "What is it for?", {
        element: {
          ...{ type: "plain_text_input", action_id: "purpose", max_length: LONGEST_PURPOSE },
        },
      }),
      field("duration", "For how long?", {
        ...{ optional: true, hint: plain("Such as 3d, 8h or 1d 12h; empty for the usual.") },
        element: { type: "plain_text_input", action_id: "duration", max_length: 40 },
      }),
      field("budget", "US dollars for the whole lease", {
        ...{ optional: true, hint: plain("Empty for the usual.") },
        element: { type: "plain_text_input", action_id: "budget", max_length: 7 },
      }),
      ...templates
        .slice(0, 20)
        .map((template) =>
          small(`*${template.name}* (${gives(template)}): ${escaped(template.description)}`),
        ),
    ],
  };
}

/** Asks an approver why; the owner reads it. */
export const denialForm = (lease: string): View => ({
  ...{ type: "modal", callback_id: FORMS.deny, private_metadata: lease },
  ...{
    title: plain("Deny the request", 24),
    submit: plain("Deny", 24),
    close: plain("Cancel", 24),
  },
  blocks: [
    field("reason", "Why? The owner reads it.", {
      element: {
        ...{ type: "plain_text_input", action_id: "reason", multiline: true },
        max_length: LONGEST_REASON,
      },
    }),
  ],
});

/** Longest address of a button. */
const LONGEST_LINK = 3_000;

/** A way into the console for the eyes of one person: a modal is kept nowhere. */
export function consoleDoor(url: string): View {
  const isShort = url.length <= LONGEST_LINK;
  return {
    ...{ type: "modal", title: plain("Open the console", 24), close: plain("Close", 24) },
    blocks: [
      section(
        isShort
          ? "This link signs you in. It is yours alone and works for 15 minutes."
          : "The link is too long for Slack; use the command line or the Switch role button.",
      ),
      ...(isShort
        ? [
            {
              ...{ type: "actions" as const, block_id: "door" },
              elements: [
                {
                  ...{
                    type: "button" as const,
                    text: plain("Open console"),
                    action_id: "open-link",
                  },
                  ...{ url, style: "primary" as const },
                },
              ],
            },
          ]
        : []),
    ],
  };
}
