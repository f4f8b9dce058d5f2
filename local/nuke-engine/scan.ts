import type { EngineConfiguration } from "./configuration.ts";
import { type Item, itemFor } from "./item.ts";
import { listingFailed, type Print } from "./output.ts";
import type { Kind, Site } from "./resource.ts";

/** What a scan goes by. */
export interface Scan {
  readonly configuration: EngineConfiguration;
  /** Kinds of resource to look for in a Region, or in `global`. */
  readonly kindsOf: (owner: string) => readonly Kind[];
  readonly siteOf: (owner: string) => Site;
  readonly print: Print;
}

/** The kinds that the configuration wants: those included, or all, without those excluded. */
function wantedKinds(kinds: readonly Kind[], scan: Scan, account: string): readonly Kind[] {
  const { configuration } = scan;
  const rules = [
    configuration["resource-types"],
    configuration.accounts[account]?.["resource-types"],
  ];
  const includes = rules.flatMap((rule) => rule?.includes ?? []);
  const excludes = new Set(rules.flatMap((rule) => rule?.excludes ?? []));
  return kinds.filter(
    ({ type }) => (includes.length === 0 || includes.includes(type)) && !excludes.has(type),
  );
}

async function listed(kind: Kind, site: Site, scan: Scan): Promise<readonly Item[]> {
  try {
    const resources = await kind.list(site);
    return resources.map((each) => itemFor(kind, site, each, scan.configuration));
  } catch (error) {
    scan.print(listingFailed(site.owner, kind.type, error));
    return [];
  }
}

/** Lists every wanted kind in every configured Region; a kind whose listing fails is told of and left out. */
export async function scanAccount(scan: Scan): Promise<readonly Item[]> {
  const items: Item[] = [];
  for (const owner of scan.configuration.regions) {
    const site = scan.siteOf(owner);
    const kinds = wantedKinds(scan.kindsOf(owner), scan, site.account);
    const found = await Promise.all(kinds.map((kind) => listed(kind, site, scan)));
    items.push(...found.flat());
  }
  return items;
}
