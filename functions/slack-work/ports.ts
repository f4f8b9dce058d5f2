import type { KnownBlock } from "@slack/types";
import type { Principal } from "../../domain/ids.ts";
import type { LeaseTemplate } from "../../domain/template/template.ts";
import type { OwnAnswer, OwnApi, OwnRequest } from "../../ports/own-api.ts";
import type { SlackMessage } from "../../ports/slack.ts";
import { section } from "../shared/slack/blocks.ts";
import type { PeoplePorts, Person } from "../shared/slack/people.ts";
import type { Deed } from "../shared/slack/schemas.ts";

export interface WorkPorts extends PeoplePorts {
  readonly api: OwnApi;
  readonly templates: readonly LeaseTemplate[];
  readonly hasApproversChannel: boolean;
}

/** One piece of work, by a person who is known. */
export interface Job<D extends Deed = Deed> {
  readonly id: string;
  readonly sourceIp: string;
  readonly deed: D;
  readonly person: Person;
}

/** What only the person who did something sees of it; nothing when it shows elsewhere. */
export type Reply = SlackMessage | undefined;

export const say = (text: string, ...more: readonly KnownBlock[]): SlackMessage => ({
  text,
  blocks: [section(text), ...more],
});

/** Calls the API in the person's name. */
export const asPerson = (
  { api }: WorkPorts,
  { person, sourceIp }: Pick<Job, "person" | "sourceIp">,
  request: Omit<OwnRequest, "caller" | "sourceIp">,
): Promise<OwnAnswer> =>
  api({ caller: person.principal satisfies Principal, sourceIp, ...request });
