import type { LeaseCards, SlackMemory, SlackUser } from "../../ports/slack.ts";

/** What Mayfly remembers of Slack, in memory; nothing of it expires. */
export class SlackMemoryInMemory implements SlackMemory {
  readonly names = new Set<string>();
  readonly #values = new Map<string, string>();
  readonly #users = new Map<string, SlackUser>();
  readonly #cards = new Map<string, LeaseCards>();

  first = (name: string): Promise<boolean> => {
    const isNew = !this.names.has(name);
    this.names.add(name);
    return Promise.resolve(isNew);
  };
  forget = (name: string): Promise<void> => {
    this.names.delete(name);
    return Promise.resolve();
  };
  keep = (name: string, value: string): Promise<string> => {
    const kept = this.#values.get(name) ?? value;
    this.#values.set(name, kept);
    return Promise.resolve(kept);
  };
  user = (id: string) => Promise.resolve(this.#users.get(id));
  rememberUser = (user: SlackUser): Promise<void> => {
    this.#users.set(user.id, user);
    return Promise.resolve();
  };
  cards = (lease: string): Promise<LeaseCards> =>
    Promise.resolve(this.#cards.get(lease) ?? { told: [] });
  rememberCards = (lease: string, cards: LeaseCards): Promise<void> => {
    this.#cards.set(lease, cards);
    return Promise.resolve();
  };
}
