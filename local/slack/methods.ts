import type { KnownBlock, View } from "@slack/types";
import * as z from "zod";
import type { World } from "../kernel/service.ts";
import { messageBlocks, view } from "./check-blocks.ts";
import {
  directOf,
  homesIn,
  keyOf,
  memberIn,
  messagesIn,
  modalsIn,
  newTs,
  paceIn,
  triggersIn,
} from "./records.ts";
import { APP, APPROVERS_CHANNEL, MEMBERS, type Member, TEAM } from "./settings.ts";

/** Slack's word for what is wrong with a call. */
export class SlackError extends Error {
  override readonly name = "SlackError";
  readonly word: string;
  /** Seconds, for calls that come too often. */
  readonly retryAfter: number | undefined;

  constructor(word: string, retryAfter?: number) {
    super(word);
    this.word = word;
    this.retryAfter = retryAfter;
  }
}

type Method = (world: World, given: unknown) => object;

/** A method with the arguments that it takes, and no others. */
const method =
  <T extends z.ZodType>(takes: T, run: (world: World, given: z.output<T>) => object): Method =>
  (world, given) => {
    const read = takes.safeParse(given);
    if (read.success) return run(world, read.data);
    const isOfBlocks = read.error.issues.some(({ path }) =>
      ["blocks", "view"].includes(String(path[0])),
    );
    throw new SlackError(isOfBlocks ? "invalid_blocks" : "invalid_arguments");
  };

const message = {
  channel: z.string(),
  text: z.string().min(1).max(40_000),
  blocks: messageBlocks,
};

const channelOf = (channel: string): string => {
  const user = memberIn(channel);
  if (channel === APPROVERS_CHANNEL || Object.values(MEMBERS).some(({ id }) => id === user))
    return channel;
  throw new SlackError("channel_not_found");
};

/** Messages a channel bears at once before it is one a second (Slack: "short bursts"). */
const BURST = 3;

function pace(world: World, channel: string): void {
  const now = world.clock.now();
  const lately = (paceIn(world).get(channel) ?? []).filter((at) => at > now - BURST * 1000);
  if (lately.length >= BURST) throw new SlackError("ratelimited", 1);
  paceIn(world).set(channel, [...lately, now]);
}

const post = method(
  z.strictObject({
    ...message,
    unfurl_links: z.boolean().optional(),
    unfurl_media: z.boolean().optional(),
    thread_ts: z.string().optional(),
    reply_broadcast: z.boolean().optional(),
  }),
  (world, { channel, text, blocks, thread_ts: thread }) => {
    const at = { channel: channelOf(channel), ts: newTs(world) };
    if (thread !== undefined && !messagesIn(world).has(keyOf({ channel, ts: thread })))
      throw new SlackError("thread_not_found");
    pace(world, channel);
    messagesIn(world).set(keyOf(at), {
      ...{ ...at, text, blocks: blocks as KnownBlock[], edits: 0, at: world.clock.now() },
      ...(thread !== undefined && { thread }),
    });
    return { ...at, message: { text, blocks } };
  },
);

const update = method(
  z.strictObject({ ...message, ts: z.string() }),
  (world, { channel, ts, text, blocks }) => {
    const key = keyOf({ channel, ts });
    const known = messagesIn(world).get(key);
    if (known === undefined) throw new SlackError("message_not_found");
    const edits = known.edits + 1;
    messagesIn(world).set(key, { ...known, text, blocks: blocks as KnownBlock[], edits });
    return { channel, ts, text };
  },
);

const openDirect = method(z.strictObject({ users: z.string() }), (_, { users }) => ({
  channel: { id: directOf(memberOf(users, "user_not_found").id) },
}));

const memberOf = (id: string, error: string): Member => {
  const found = Object.values(MEMBERS).find((each) => each.id === id);
  if (found === undefined) throw new SlackError(error);
  return found;
};

const userAnswer = (found: Member) => ({
  user: {
    ...{ id: found.id, team_id: found.team, name: found.name, tz: found.zone },
    ...{ deleted: found.isDeactivated ?? false, is_bot: found.isBot ?? false },
    profile: found.email === undefined ? {} : { email: found.email },
  },
});

const lookup = method(z.object({ email: z.string() }), (_, { email }) => {
  const found: Member | undefined = Object.values(MEMBERS).find(
    (each: Member) => each.email === email,
  );
  if (found === undefined || found.isDeactivated === true) throw new SlackError("users_not_found");
  return userAnswer(found);
});

/** How long a trigger is good, in milliseconds. */
const TRIGGER_LIFE = 3_000;

const openView = method(
  z.strictObject({ trigger_id: z.string(), view }),
  (world, { trigger_id: id, view: shown }) => {
    const trigger = triggersIn(world).get(id);
    if (trigger === undefined) throw new SlackError("invalid_trigger_id");
    triggersIn(world).delete(id);
    if (world.clock.now() - trigger.at > TRIGGER_LIFE) throw new SlackError("expired_trigger_id");
    modalsIn(world).set(trigger.user, { user: trigger.user, view: shown as View });
    return { view: { id: `V${id}` } };
  },
);

const publish = method(
  z.strictObject({ user_id: z.string(), view }),
  (world, { user_id: user, view: shown }) => {
    homesIn(world).set(memberOf(user, "user_not_found").id, { user, view: shown as View });
    return { view: { id: `V${user}` } };
  },
);

/** The methods of the Web API that Mayfly calls. */
export const METHODS: Readonly<Record<string, Method>> = {
  "auth.test": () => ({ team_id: TEAM, user_id: APP.bot }),
  "chat.postMessage": post,
  "chat.update": update,
  "conversations.open": openDirect,
  "users.info": method(z.object({ user: z.string() }), (_, { user }) =>
    userAnswer(memberOf(user, "user_not_found")),
  ),
  "users.lookupByEmail": lookup,
  "views.open": openView,
  "views.publish": publish,
};
