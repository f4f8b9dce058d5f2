import { createHmac } from "node:crypto";
import type { Button, KnownBlock, View } from "@slack/types";
import type { World } from "../kernel/service.ts";
import {
  answersIn,
  directOf,
  homesIn,
  type MessageRecord,
  messagesIn,
  modalsIn,
  triggersIn,
} from "./records.ts";
import { APP, MEMBERS, type MemberName } from "./settings.ts";

/** What Mayfly answered at once. */
export interface FirstAnswer {
  readonly status: number;
  readonly text: string;
}

/** What a member can do in Slack, as Slack tells Mayfly of it: signed, over HTTP. */
export interface Hand {
  /** Writes a command such as `/mayfly list`. */
  write(line: string): Promise<FirstAnswer>;
  /** Presses the newest button of this label in a message, or one that is told. */
  press(label: string, message?: MessageRecord): Promise<FirstAnswer>;
  /** Presses a button in the home tab. */
  pressAtHome(label: string): Promise<FirstAnswer>;
  /** Fills in the modal that is open, and sends it. */
  submit(values: Readonly<Record<string, string>>): Promise<FirstAnswer>;
  openHome(): Promise<FirstAnswer>;
  /** The modal that is open. */
  modal(): View | undefined;
  home(): View | undefined;
  /** Messages that the member sees in direct messages, or answers that only they see; oldest first. */
  messages(): readonly MessageRecord[];
}

/** Where requests of Slack are sent, and how they are signed. */
export interface Wire {
  readonly world: World;
  /** Address of the cloud. */
  readonly url: string;
}

/** Sends a body as Slack does. */
export async function sendSigned(
  { world, url }: Wire,
  body: string,
  type = "application/x-www-form-urlencoded",
): Promise<FirstAnswer> {
  const timestamp = String(Math.floor(world.clock.now() / 1000));
  const mac = createHmac("sha256", APP.signingSecrets[0]).update(`v0:${timestamp}:${body}`);
  const answer = await fetch(`${url}/v1/slack`, {
    method: "POST",
    body,
    headers: {
      ...{ "content-type": type, "x-slack-request-timestamp": timestamp },
      "x-slack-signature": `v0=${mac.digest("hex")}`,
    },
  });
  return { status: answer.status, text: await answer.text() };
}

const form = (fields: Readonly<Record<string, string>>) => String(new URLSearchParams(fields));

/** The hand of a member in the workspace. */
export function handOf(wire: Wire, name: MemberName): Hand {
  const { world } = wire;
  const { id, team } = MEMBERS[name];
  const channel = directOf(id);
  const leave = () => {
    const key = world.random.text(12, "0123456789");
    const at = world.clock.now();
    triggersIn(world).set(key, { user: id, at });
    answersIn(world).set(key, { user: id, at, channel, uses: 0 });
    return { trigger_id: key, response_url: `https://hooks.slack.com/actions/${team}/1/${key}` };
  };
  const user = { id, team_id: team };
  const payload = (content: object) => sendSigned(wire, form({ payload: JSON.stringify(content) }));
  const pressed = ({ action_id, value }: Button, more: object) =>
    payload({ type: "block_actions", user, actions: [{ action_id, value }], ...more });
  const messages = () =>
    [...messagesIn(world).values()].filter(
      (each) => each.onlyFor === id || (each.onlyFor === undefined && each.channel === channel),
    );
  const submitted = async (values: Readonly<Record<string, string>>) => {
    const view = modalsIn(world).get(id)?.view;
    if (view?.type !== "modal") throw new Error(`No modal is open before ${name}.`);
    const { callback_id, private_metadata } = view;
    const answer = await payload({
      ...{ type: "view_submission", user },
      view: { callback_id, private_metadata, state: { values: stateOf(view, values) } },
    });
    if (answer.text === "") modalsIn(world).delete(id);
    return answer;
  };
  return {
    messages,
    modal: () => modalsIn(world).get(id)?.view,
    home: () => homesIn(world).get(id)?.view,
    submit: submitted,
    write: (line) => {
      const [command = "", ...words] = line.split(" ");
      const text = words.join(" ");
      const names = { team_id: team, user_id: id, user_name: name, channel_id: channel };
      return sendSigned(wire, form({ command, text, ...names, ...leave() }));
    },
    press: (label, message) => {
      const seen = [...messagesIn(world).values()].filter(({ onlyFor }) => onlyFor === undefined);
      const found = message === undefined ? seen.toReversed() : [message];
      return pressed(
        buttonIn(
          found.flatMap(({ blocks }) => blocks),
          label,
        ),
        leave(),
      );
    },
    pressAtHome: (label) => {
      const { response_url: _, ...trigger } = leave();
      const view = homesIn(world).get(id)?.view;
      return pressed(buttonIn(view?.blocks ?? [], label), { ...trigger, view: { type: "home" } });
    },
    openHome: () =>
      sendSigned(
        wire,
        JSON.stringify({
          ...{ type: "event_callback", team_id: team, event_id: world.random.uuid() },
          event: { type: "app_home_opened", user: id, tab: "home" },
        }),
        "application/json",
      ),
  };
}

function buttonIn(blocks: View["blocks"], label: string): Button {
  const found = (blocks as readonly KnownBlock[])
    .flatMap((block) => (block.type === "actions" ? block.elements : []))
    .find((each): each is Button => each.type === "button" && each.text.text === label);
  if (found === undefined) throw new Error(`There is no button “${label}”.`);
  return found;
}

/** What stands in each field: what was filled in, or what was there already. */
function stateOf({ blocks }: View, values: Readonly<Record<string, string>>): object {
  const inputs = (blocks as readonly KnownBlock[]).flatMap((block) =>
    block.type === "input" ? [block] : [],
  );
  return Object.fromEntries(
    inputs.map(({ block_id = "", element }) => [
      block_id,
      { [element.action_id ?? ""]: filled(element, values[block_id]) },
    ]),
  );
}

function filled(element: object, value: string | undefined): object {
  const { type, initial_option } = element as {
    type: string;
    initial_option?: { value: string };
  };
  if (type !== "static_select") return { type, value: value ?? null };
  return { type, selected_option: value === undefined ? initial_option : { value } };
}
