import type { EngineConfiguration } from "./configuration.ts";
import { keeps } from "./filter.ts";
import type { Kind, Resource, Site } from "./resource.ts";

/** `finished` resources are gone; `filtered` ones stay. */
export type ItemState = "new" | "pending" | "waiting" | "failed" | "filtered" | "finished";

/** A resource in the queue. */
export interface Item {
  readonly owner: string;
  readonly type: string;
  readonly kind: Kind;
  readonly site: Site;
  readonly resource: Resource;
  state: ItemState;
  /** Why it is filtered, or why deleting it failed. */
  reason: string;
}

/** What keeps a resource: its own nature first, then the filters of the account. */
function keptBecause(
  type: string,
  resource: Resource,
  configuration: EngineConfiguration,
  account: string,
): string | undefined {
  if (resource.cannot !== undefined) return resource.cannot;
  const filters = configuration.accounts[account]?.filters[type] ?? [];
  return filters.some((filter) => keeps(filter, resource)) ? "filtered by config" : undefined;
}

/** Queues a resource that a listing found. */
export function itemFor(
  kind: Kind,
  site: Site,
  resource: Resource,
  configuration: EngineConfiguration,
): Item {
  const kept = keptBecause(kind.type, resource, configuration, site.account);
  return {
    ...{ owner: site.owner, type: kind.type, kind, site, resource },
    state: kept === undefined ? "new" : "filtered",
    reason: kept ?? "",
  };
}
