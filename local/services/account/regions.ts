import type { RegionOptStatus } from "@aws-sdk/client-account";
import type { Collection } from "../../kernel/collection.ts";
import type { World } from "../../kernel/service.ts";
import { DEFAULT_REGIONS, OPT_IN_REGIONS } from "../ec2/region-names.ts";

/** The last change that was asked for of an opt-in Region of an account. */
interface RegionRecord {
  readonly to: "ENABLED" | "DISABLED";
  /** When it is done, in milliseconds since the epoch. */
  readonly doneAt: number;
}

function regionsOf({ storage }: World, account: string): Collection<RegionRecord> {
  return storage.collection({ service: "account", account, region: "global" }, "regions");
}

/** Every Region of the partition, by name. */
export const ALL_REGIONS: readonly string[] = [...DEFAULT_REGIONS, ...OPT_IN_REGIONS].sort();

const worldPlace = { service: "account", account: "aws", region: "global" };

/** The Regions that there are in a world: every one, unless it was made smaller. */
export const regionsIn = ({ storage }: World): readonly string[] =>
  storage.collection<readonly string[]>(worldPlace, "world").get("regions") ?? ALL_REGIONS;

/** Makes a world of some Regions only: a nuke has less to look at there. */
export function limitRegions({ storage }: World, regions: readonly string[]): void {
  storage.collection<readonly string[]>(worldPlace, "world").set("regions", regions);
}

/** Whether the Region can be enabled and disabled. */
export const isOptIn = (region: string): boolean => OPT_IN_REGIONS.includes(region);

/** What the Region is to the account by now. */
export function optStatus(world: World, account: string, region: string): RegionOptStatus {
  if (!isOptIn(region)) return "ENABLED_BY_DEFAULT";
  const change = regionsOf(world, account).get(region);
  if (!change) return "DISABLED";
  if (change.doneAt <= world.clock.now()) return change.to;
  return change.to === "ENABLED" ? "ENABLING" : "DISABLING";
}

/** How many changes are under way in an account. */
export function changesInFlight(world: World, account: string): number {
  const now = world.clock.now();
  return [...regionsOf(world, account).values()].filter(({ doneAt }) => doneAt > now).length;
}

/** How many changes are under way in all accounts together. */
export function changesEverywhere(world: World): number {
  const places = world.storage.places("account", "regions");
  return places.reduce((sum, { account }) => sum + changesInFlight(world, account), 0);
}

const MINUTE = 60 * 1000;
/** "A few minutes for most accounts, but several hours at times" (API Reference, EnableRegion). */
const CHANGE = { shortest: 2 * MINUTE, longest: 3 * 60 * MINUTE };

/** Begins to enable or disable a Region, which takes from minutes to hours. */
export function changeRegion(
  world: World,
  { account, region }: { readonly account: string; readonly region: string },
  to: "ENABLED" | "DISABLED",
): void {
  const { shortest, longest } = CHANGE;
  const duration = Math.round(shortest * (longest / shortest) ** world.random.next());
  regionsOf(world, account).set(region, { to, doneAt: world.clock.now() + duration });
}

/** The Regions in which an account may act at this moment, by name. */
export function enabledRegions(world: World, account: string): readonly string[] {
  const isEnabled = (region: string) => optStatus(world, account, region).startsWith("ENABLED");
  return regionsIn(world).filter(isEnabled);
}
