import type { Collection } from "../../kernel/collection.ts";
import type { World } from "../../kernel/service.ts";

/** Where identities and mails lie. */
export interface Site {
  readonly account: string;
  readonly region: string;
}

/** A mail that was taken: it is kept here instead of sent. */
export interface SentMail extends Site {
  readonly id: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly replyTo: readonly string[];
  readonly subject: string;
  readonly text?: string;
  readonly html?: string;
  readonly configurationSet?: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** What AWS lets an account do in a Region. */
export interface SendingSettings {
  /** Then recipients must be verified too. */
  readonly isInSandbox: boolean;
  readonly isPaused: boolean;
  /** Recipients a second, and in 24 hours. */
  readonly rate: number;
  readonly daily: number;
}

const collection =
  <T>(kind: string) =>
  (world: World, { account, region }: Site): Collection<T> =>
    world.storage.collection({ service: "ses", account, region }, kind);

export const mailsAt = collection<SentMail>("mails");

/** Verified domains and addresses, in lowercase. */
export const identitiesAt = collection<true>("identities");

export const configurationSetsAt = collection<true>("configuration-sets");

const settingsAt = collection<SendingSettings>("settings");

/** As an account is that AWS let out of the sandbox (SES Developer Guide, "Request production access"). */
const USUAL: SendingSettings = { isInSandbox: false, isPaused: false, rate: 14, daily: 50_000 };

export const sendingSettings = (world: World, site: Site): SendingSettings =>
  settingsAt(world, site).get("all") ?? USUAL;

/** Does what in AWS its support, or its reviewers, do. */
export function changeSending(world: World, site: Site, changes: Partial<SendingSettings>): void {
  settingsAt(world, site).set("all", { ...sendingSettings(world, site), ...changes });
}

/** Every mail of the cloud, oldest first. */
export const allMails = (world: World): readonly SentMail[] =>
  world.storage
    .places("ses", "mails")
    .flatMap((site) => [...mailsAt(world, site).values()])
    .toSorted((one, other) => one.at - other.at);
