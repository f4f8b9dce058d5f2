/** What became of somebody who waits in a queue. */
export type Service =
  | "admitted"
  /** Waits no more: taken back, or admitted by others while the index was late. */
  | "skipped"
  /** There is nothing to be had: nobody behind gets anything either. */
  | "full";

/** How many of a queue to look at: more than can be admitted at once, whatever happens to some of them. */
export const HEADS = 25;

/** Admits those who wait, in their order. One who cannot be admitted does not stop those behind. */
export async function serve<Id>(
  waiting: readonly Id[],
  admit: (id: Id) => Promise<Service>,
): Promise<void> {
  for (const id of waiting) if ((await admit(id)) === "full") return;
}
