import type { KnownBlock, View } from "@slack/types";
import type { Collection } from "../kernel/collection.ts";
import type { World } from "../kernel/service.ts";
import { TEAM } from "./settings.ts";

/** One message as it stands now. */
export interface MessageRecord {
  readonly channel: string;
  readonly ts: string;
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
  readonly thread?: string;
  readonly edits: number;
  /** Only this member sees it. */
  readonly onlyFor?: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** A modal that is open before somebody, or a home tab. */
export interface ViewRecord {
  readonly user: string;
  readonly view: View;
}

/** Leave to open one modal, as it goes with everything that somebody does. */
export interface TriggerRecord {
  readonly user: string;
  readonly at: number;
}

/** Leave to answer to what somebody did. */
export interface AnswerRecord extends TriggerRecord {
  readonly channel: string;
  readonly uses: number;
}

/** What is wrong with this Slack on purpose. */
export interface Trouble {
  readonly status: number;
  readonly retryAfter: number;
}

const collection =
  <T>(kind: string) =>
  ({ storage }: World): Collection<T> =>
    storage.collection({ service: "slack", account: TEAM, region: "global" }, kind);

export const messagesIn = collection<MessageRecord>("messages");
export const modalsIn = collection<ViewRecord>("modals");
export const homesIn = collection<ViewRecord>("homes");
export const triggersIn = collection<TriggerRecord>("triggers");
export const answersIn = collection<AnswerRecord>("answers");
export const troubleIn = collection<Trouble>("trouble");

/** When messages were written in a channel lately. */
export const paceIn = collection<readonly number[]>("pace");

export const keyOf = ({ channel, ts }: Pick<MessageRecord, "channel" | "ts">) => `${channel}/${ts}`;

/** The channel in which the app speaks with one member. */
export const directOf = (user: string) => `D${user.slice(1)}`;

export const memberIn = (channel: string) =>
  channel.startsWith("D") ? `U${channel.slice(1)}` : undefined;

/** Seconds with six digits behind the point, as Slack names messages. */
export function newTs(world: World): string {
  const count = messagesIn(world).size + 1;
  return `${Math.floor(world.clock.now() / 1000)}.${String(count).padStart(6, "0")}`;
}
