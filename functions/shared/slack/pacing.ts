import type { SlackWorkspace } from "../../../ports/slack.ts";

/** Seconds between two messages in one channel (Slack, rate limits: one a second). */
const PACE = 1;

interface Ports {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Lets so many seconds pass. */
  readonly pause: (seconds: number) => Promise<void>;
}

/** A workspace to which no channel gets more than a message a second from here. */
export function paced(workspace: SlackWorkspace, { now, pause }: Ports): SlackWorkspace {
  const last = new Map<string, number>();
  const turn = async (channel: string) => {
    const wait = (last.get(channel) ?? 0) + PACE * 1000 - now();
    if (wait > 0) await pause(wait / 1000);
    last.set(channel, now());
  };
  return {
    ...workspace,
    post: async (channel, message, thread) => {
      await turn(channel);
      return await workspace.post(channel, message, thread);
    },
    update: async (place, message) => {
      await turn(place.channel);
      await workspace.update(place, message);
    },
  };
}
