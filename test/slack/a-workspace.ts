import type { ConfigurationInput } from "../../infra/configuration.ts";
import { withLocalSlack } from "../../local/cloud/configuration.ts";
import { handOf } from "../../local/slack/hand.ts";
import { type MessageRecord, messagesIn } from "../../local/slack/records.ts";
import type { MemberName } from "../../local/slack/settings.ts";
import { aCloud } from "../support/cloud.ts";

/** A cloud with Slack in it, and the hands of its members. */
export async function aWorkspace(changes: Partial<ConfigurationInput> = {}) {
  const cloud = await aCloud(await withLocalSlack(changes));
  const settle = () => cloud.pass(30_000);
  return {
    ...cloud,
    settle,
    hand: (name: MemberName) => handOf(cloud, name),
    /** The answer that only this member saw last. */
    lastAnswer: (name: MemberName) =>
      handOf(cloud, name)
        .messages()
        .filter(({ onlyFor }) => onlyFor !== undefined)
        .at(-1)?.text ?? "",
    inChannel: (channel: string): readonly MessageRecord[] =>
      [...messagesIn(cloud.world).values()].filter((each) => each.channel === channel),
  };
}

export type Workspace = Awaited<ReturnType<typeof aWorkspace>>;

/** Everything that a message says. */
export const said = ({ text, blocks }: Pick<MessageRecord, "text" | "blocks">): string =>
  `${text}\n${JSON.stringify(blocks)}`;
