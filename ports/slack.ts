import type { KnownBlock, View } from "@slack/types";
import type { Instant } from "../domain/time.ts";

/** A person of the workspace, as Slack knows them at this moment. */
export interface SlackUser {
  readonly id: string;
  readonly team: string;
  /** Absent for those whose address we may not see, and for bots. */
  readonly email?: string;
  /** IANA name of their time zone. */
  readonly zone: string;
  readonly isDeactivated: boolean;
  readonly isBot: boolean;
}

/** A message, whether it is to be written or was. */
export interface SlackMessage {
  /** What is read where blocks are not shown: in notifications. */
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
}

/** Where a message lies. */
export interface MessagePlace {
  readonly channel: string;
  readonly ts: string;
}

/**
 * Speaks to one workspace. Everything throws SlackBusy when Slack has no time or cannot be reached, and
 * SlackRefused when it says no.
 */
export interface SlackWorkspace {
  post(
    channel: string,
    message: SlackMessage,
    thread?: { readonly ts: string; readonly isTold: boolean },
  ): Promise<MessagePlace>;
  update(place: MessagePlace, message: SlackMessage): Promise<void>;
  /** The channel in which one speaks to a person alone. */
  openDirect(user: string): Promise<string>;
  /** Opens a modal; a trigger is good for about three seconds, once. */
  openView(trigger: string, view: View): Promise<void>;
  publishHome(user: string, view: View): Promise<void>;
  user(id: string): Promise<SlackUser>;
  userOf(email: string): Promise<SlackUser | undefined>;
  /** Answers to what somebody did, where only they see it. */
  respond(url: string, message: SlackMessage): Promise<void>;
}

/** What was told of a lease so far. */
export interface SlackCard extends MessagePlace {
  /** Digest of what it says now. */
  readonly digest: string;
}

export interface LeaseCards {
  readonly owner?: SlackCard;
  readonly approvers?: SlackCard;
  /** Ids of the events that were told in the thread. */
  readonly told: readonly string[];
}

/** What Mayfly remembers of Slack. */
export interface SlackMemory {
  /** True the first time that a name is given; false when it was given within so many seconds. */
  first(name: string, seconds: number): Promise<boolean>;
  /** Takes a name back. */
  forget(name: string): Promise<void>;
  /** The value that was kept first under a name: this one, if none was. */
  keep(name: string, value: string): Promise<string>;
  user(id: string, now: Instant): Promise<SlackUser | undefined>;
  rememberUser(user: SlackUser, now: Instant): Promise<void>;
  cards(lease: string): Promise<LeaseCards>;
  rememberCards(lease: string, cards: LeaseCards): Promise<void>;
}

/** The secrets of the app. */
export interface SlackSecrets {
  /** Several while one takes the place of another. */
  readonly signingSecrets: readonly string[];
  readonly botToken: string;
}
