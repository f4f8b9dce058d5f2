import * as z from "zod";
import type { Deed } from "../shared/slack/schemas.ts";

/** The one path that Slack's commands, buttons, modals and events come by tells them apart by their form. */
export type Received =
  | { readonly kind: "ssl-check" }
  | { readonly kind: "challenge"; readonly challenge: string }
  | { readonly kind: "nothing" }
  | { readonly kind: "deed"; readonly deed: Deed };

const command = z
  .object({
    command: z.string(),
    text: z.string().default(""),
    team_id: z.string(),
    user_id: z.string(),
    response_url: z.string(),
    trigger_id: z.string(),
  })
  .transform(
    (said): Deed => ({
      ...{ kind: "command", text: said.text, team: said.team_id, user: said.user_id },
      ...{ responseUrl: said.response_url, trigger: said.trigger_id },
    }),
  );

const user = z.object({ id: z.string(), team_id: z.string() });

const action = z
  .object({
    type: z.literal("block_actions"),
    user,
    trigger_id: z.string(),
    response_url: z.string().optional(),
    view: z.object({ type: z.string() }).optional(),
    actions: z.array(z.object({ action_id: z.string(), value: z.string().default("") })).min(1),
  })
  .transform(
    ({ user: { id, team_id }, actions: [pressed], ...said }): Deed => ({
      ...{ kind: "action", team: team_id, user: id, trigger: said.trigger_id },
      ...{ action: pressed?.action_id ?? "", value: pressed?.value ?? "" },
      isHome: said.view?.type === "home",
      ...(said.response_url === undefined ? {} : { responseUrl: said.response_url }),
    }),
  );

const element = z.looseObject({
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
});

const submission = z
  .object({
    type: z.literal("view_submission"),
    user,
    view: z.object({
      callback_id: z.string(),
      private_metadata: z.string().default(""),
      state: z.object({ values: z.record(z.string(), z.record(z.string(), element)) }),
    }),
  })
  .transform(
    ({ user: { id, team_id }, view }): Deed => ({
      ...{ kind: "submission", team: team_id, user: id, form: view.callback_id },
      about: view.private_metadata,
      values: valuesOf(view.state.values),
    }),
  );

/** What stands in each block of a modal; each block here has one element. */
const valuesOf = (
  blocks: Readonly<Record<string, Readonly<Record<string, z.output<typeof element>>>>>,
) =>
  Object.fromEntries(
    Object.entries(blocks).flatMap(([block, elements]) => {
      const [only] = Object.values(elements);
      const value = only?.selected_option?.value ?? only?.value;
      return value === undefined || value === null ? [] : [[block, value]];
    }),
  );

const event = z.discriminatedUnion("type", [
  z.object({ type: z.literal("url_verification"), challenge: z.string() }),
  z.object({
    type: z.literal("event_callback"),
    team_id: z.string(),
    event: z.looseObject({
      type: z.string(),
      user: z.string().optional(),
      tab: z.string().optional(),
    }),
  }),
]);

const OTHERS: Received = { kind: "nothing" };

/** Reads a body of Slack's; undefined when it is none. Kinds that Mayfly has no use for are nothing. */
export function received(body: string, contentType: string): Received | undefined {
  if (contentType.startsWith("application/json")) return eventIn(asJson(body));
  const form = Object.fromEntries(new URLSearchParams(body));
  if (form["payload"] === undefined) return deedIn(command, form);
  const payload = asJson(form["payload"]);
  const type = z.object({ type: z.string() }).safeParse(payload).data?.type;
  if (type === "block_actions") return deedIn(action, payload);
  if (type === "view_submission") return deedIn(submission, payload);
  return type === undefined ? undefined : OTHERS;
}

function deedIn(shape: z.ZodType<Deed>, value: unknown): Received | undefined {
  const deed = shape.safeParse(value).data;
  return deed && { kind: "deed", deed };
}

function eventIn(value: unknown): Received | undefined {
  const told = event.safeParse(value).data;
  if (told === undefined) return undefined;
  if (told.type === "url_verification") return { kind: "challenge", challenge: told.challenge };
  const { type, user: id, tab } = told.event;
  if (type !== "app_home_opened" || tab !== "home" || id === undefined) return OTHERS;
  return { kind: "deed", deed: { kind: "home", team: told.team_id, user: id } };
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
