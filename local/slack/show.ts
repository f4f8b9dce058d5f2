import type { World } from "../kernel/service.ts";
import { type Line, linesOf, linesOfView } from "./lines.ts";
import { homesIn, memberIn, messagesIn, modalsIn } from "./records.ts";
import { MEMBERS } from "./settings.ts";

/** A surface of the workspace: a channel, the direct messages of a member, a modal, a home tab. */
export interface Surface {
  readonly title: string;
  readonly messages: readonly Shown[];
}

interface Shown {
  /** Milliseconds since the epoch; absent where nothing is dated. */
  readonly at?: number;
  readonly isReply: boolean;
  readonly isPrivate: boolean;
  readonly lines: readonly Line[];
}

const nameOf = (id: string): string =>
  Object.values(MEMBERS).find((each) => each.id === id)?.name ?? id;

const titleOf = (channel: string): string => {
  const member = memberIn(channel);
  return member === undefined ? "#approvers" : `Mayfly and ${nameOf(member)}`;
};

/** Everything that there is to see, one surface after the other. */
export function surfaces(world: World): readonly Surface[] {
  const messages = [...messagesIn(world).values()];
  const channels = [...new Set(messages.map(({ channel }) => channel))];
  return [
    ...channels.map((channel) => ({
      title: titleOf(channel),
      messages: messages
        .filter((each) => each.channel === channel)
        .map(({ at, blocks, thread, onlyFor }) => ({
          ...{ at, lines: linesOf(blocks) },
          ...{ isReply: thread !== undefined, isPrivate: onlyFor !== undefined },
        })),
    })),
    ...[...modalsIn(world).values()].map((each) => viewed("Form before", each)),
    ...[...homesIn(world).values()].map((each) => viewed("Home of", each)),
  ];
}

const viewed = (
  what: string,
  { user, view }: { user: string; view: Parameters<typeof linesOfView>[0] },
) => ({
  title: `${what} ${nameOf(user)}`,
  messages: [{ isReply: false, isPrivate: false, lines: linesOfView(view) }],
});

const time = (at: number) => new Date(at).toISOString().slice(0, 16).replace("T", " ");

const lineText = ({ kind, parts }: Line): string => {
  if (kind === "buttons") return parts.map((label) => `[ ${label} ]`).join(" ");
  if (kind === "field") return `${parts[0]}: ____ (${parts[1]})`;
  return kind === "code" ? `  | ${parts[0]}` : (parts[0] ?? "");
};

function messageText({ at, isReply, isPrivate, lines }: Shown): string {
  const head = at === undefined ? "" : `${time(at)} Mayfly${isPrivate ? " (only for you)" : ""}\n`;
  const body = lines.map((line) => `    ${lineText(line)}`).join("\n");
  return isReply ? `  ↳ ${head}${body.replaceAll(/^/gm, "  ")}` : `${head}${body}`;
}

/** The whole workspace as text. */
export const conversationText = (world: World): string =>
  surfaces(world)
    .map(({ title, messages }) => `── ${title} ──\n${messages.map(messageText).join("\n")}`)
    .join("\n\n");
