import type { Item, ItemState } from "./item.ts";
import { itemLine, type Print } from "./output.ts";
import type { Resource } from "./resource.ts";

/** How the rounds go on. */
export interface Rounds {
  readonly print: Print;
  /** Milliseconds between two rounds. */
  readonly pause: number;
  readonly maxWaitRetries: number;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/** Rounds in which nothing but failures is left before the engine gives up. */
const PATIENCE = 2;

export const count = (items: readonly Item[], ...states: readonly ItemState[]): number =>
  items.filter(({ state }) => states.includes(state)).length;

const reasonOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);

async function remove(item: Item): Promise<void> {
  try {
    await item.resource.remove();
    item.state = "pending";
    item.reason = "";
  } catch (error) {
    item.state = "failed";
    item.reason = reasonOf(error);
  }
}

const identityOf = ({ identity, name }: Resource): string => identity ?? name;

/** Listings of one round: what is left is asked once for each kind and Region. */
type Listings = Map<string, Promise<readonly Resource[]>>;

async function look(item: Item, listings: Listings): Promise<void> {
  const id = `${item.owner} ${item.type}`;
  const listing = listings.get(id) ?? item.kind.list(item.site);
  listings.set(id, listing);
  try {
    const own = identityOf(item.resource);
    const left = (await listing).find((resource) => identityOf(resource) === own);
    if (left !== undefined && left.cannot === undefined) return;
    item.state = "finished";
    item.reason = "";
  } catch (error) {
    item.state = "failed";
    item.reason = reasonOf(error);
  }
}

/** Takes an item one step further. What was deleted a moment ago is looked for in the next round only. */
async function advance(item: Item, listings: Listings): Promise<void> {
  switch (item.state) {
    case "new":
      return await remove(item);
    case "pending":
      item.state = "waiting";
      return;
    case "waiting":
      return await look(item, listings);
    case "failed":
      await remove(item);
      return await look(item, listings);
    case "filtered":
    case "finished":
      return;
    default:
      return item.state satisfies never;
  }
}

async function round(items: readonly Item[], print: Print): Promise<void> {
  const listings: Listings = new Map();
  for (const item of items) {
    if (item.state === "filtered" || item.state === "finished") continue;
    await advance(item, listings);
    print(itemLine(item));
  }
  print(
    `Removal requested: ${count(items, "waiting", "pending")} waiting, ${count(items, "failed")} failed, ${count(items, "filtered")} skipped, ${count(items, "finished")} finished`,
  );
  print("");
}

function giveUp(items: readonly Item[], print: Print): never {
  print("There are resources in failed state, but none are ready for deletion, anymore.");
  for (const item of items.filter(({ state }) => state === "failed")) {
    print(itemLine(item));
    print(item.reason);
  }
  throw new Error("failed");
}

/**
 * Deletes in rounds, until nothing is left: what failed is tried again, because what it depends on may
 * be gone by then. Throws `failed` when for three rounds only failures are left, and an error of its own
 * when waiting takes too many rounds.
 */
export async function removeInRounds(items: readonly Item[], rounds: Rounds): Promise<void> {
  let failures = 0;
  let waits = 0;
  for (;;) {
    await round(items, rounds.print);
    const waiting = count(items, "pending", "waiting");
    const failed = count(items, "failed");
    if (waiting === 0 && failed === 0) return;
    if (waiting === 0 && failures >= PATIENCE) giveUp(items, rounds.print);
    failures = waiting === 0 ? failures + 1 : 0;
    if (rounds.maxWaitRetries > 0 && waiting > 0 && waits >= rounds.maxWaitRetries)
      throw new Error(`max wait retries of ${rounds.maxWaitRetries} exceeded`);
    waits = waiting > 0 ? waits + 1 : 0;
    await rounds.sleep(rounds.pause);
  }
}
