import type { Clients } from "./clients.ts";

/** One thing in the account that the engine can delete. */
export interface Resource {
  /** What the engine calls it in its output, and what a filter without a property compares with. */
  readonly name: string;
  readonly properties: Readonly<Record<string, string | undefined>>;
  /** Tells it from one of the same name that was made later; its name when absent. */
  readonly identity?: string;
  /** Why it cannot or need not be deleted, whatever the configuration says. */
  readonly cannot?: string | undefined;
  readonly remove: () => Promise<unknown>;
}

/** Where to look: one Region, or what belongs to none. */
export interface Site {
  /** Name of the Region, or `global`. */
  readonly owner: string;
  readonly account: string;
  readonly clients: Clients;
  /** A switch of the configuration, such as `DisableDeletionProtection` of `EC2Instance`. */
  readonly setting: (type: string, name: string) => boolean;
}

/** A kind of resource, under the name that aws-nuke gives it. */
export interface Kind {
  readonly type: string;
  readonly list: (site: Site) => Promise<readonly Resource[]>;
}

interface Tag {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}

/** Tags as properties: `tag:team`, or `tag:role:team` with a prefix. */
export const tagProperties = (
  tags: readonly Tag[] | undefined,
  prefix = "",
): Resource["properties"] =>
  Object.fromEntries(
    (tags ?? []).map(({ Key = "", Value = "" }) => [`tag:${prefix}${Key}`, Value]),
  );

/** A moment as a property, in RFC 3339 to the second. */
export const moment = (date: Date | undefined): string | undefined =>
  date?.toISOString().replace(/\.\d+Z$/, "Z");

/** Collects the pages of a listing. */
export async function pages<P, T>(
  pager: AsyncIterable<P>,
  items: (page: P) => readonly T[] | undefined,
): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const page of pager) all.push(...(items(page) ?? []));
  return all;
}
