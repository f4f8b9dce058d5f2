import type { Collection } from "../../kernel/collection.ts";
import type { Call, World } from "../../kernel/service.ts";

/** Where resources live: one Region of one account. */
export type Site = Pick<Call, "world" | "account" | "region">;

/** The records of one kind at a site, by id. */
export function recordsAt<T>(site: Site, kind: string): Collection<T> {
  const { account, region } = site;
  return site.world.storage.collection({ service: "ec2", account, region }, kind);
}

const ID_LENGTH = 17;
const HEX = "0123456789abcdef";

/** A new resource id, such as `vpc-0a1b2c3d4e5f60718`. */
export function newId(world: World, prefix: string): string {
  return `${prefix}-0${world.random.text(ID_LENGTH - 1, HEX)}`;
}
