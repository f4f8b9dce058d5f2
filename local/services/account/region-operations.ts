import {
  type DisableRegionCommandInput,
  type EnableRegionCommandInput,
  type GetRegionOptStatusCommandInput,
  type GetRegionOptStatusCommandOutput,
  type ListRegionsCommandInput,
  type ListRegionsCommandOutput,
  RegionOptStatus,
} from "@aws-sdk/client-account";
import type { Clock } from "../../kernel/clock.ts";
import type { Operation } from "../../kernel/service.ts";
import { TokenBuckets } from "../organizations/token-buckets.ts";
import { conflict, invalid, tooManyRequests } from "./failures.ts";
import type { AccountCall, Answer, Make } from "./operation.ts";
import { pageOf } from "./page.ts";
import {
  ALL_REGIONS,
  changeRegion,
  changesEverywhere,
  changesInFlight,
  isOptIn,
  optStatus,
  regionsIn,
} from "./regions.ts";

/** Changes of Regions under way at a time (Account Management Reference, quotas). */
const MOST_IN_FLIGHT = { account: 6, organization: 50 };

/** How often an account may enable or disable a Region (the same quotas). */
const RATE = { perSecond: 1, burst: 1 };

const regionContext = ({ RegionName = "" }: { readonly RegionName?: string | undefined }) => ({
  "account:TargetRegion": RegionName,
});

function checkRegion(region: string): void {
  if (ALL_REGIONS.includes(region)) return;
  throw invalid(`The Region ${region} is not valid.`, "invalidRegionOptTarget");
}

/** The reference names no error for these quotas; this is the one that it has for limits. */
function checkQuotas({ world, target }: AccountCall): void {
  const isBusy =
    changesInFlight(world, target) >= MOST_IN_FLIGHT.account ||
    changesEverywhere(world) >= MOST_IN_FLIGHT.organization;
  if (isBusy) throw tooManyRequests();
}

/** A change under way cannot be taken back. What is there already stays so, without an error. */
function change(call: AccountCall, region: string, to: "ENABLED" | "DISABLED"): object {
  const { world, target } = call;
  checkRegion(region);
  if (!isOptIn(region)) {
    const message = `The Region ${region} is enabled by default and cannot be changed.`;
    throw invalid(message, "invalidRegionOptTarget");
  }
  const status = optStatus(world, target, region);
  if (status === "ENABLING" || status === "DISABLING") {
    throw conflict(`The Region ${region} is in the status ${status}.`);
  }
  if (status === to) return {};
  checkQuotas(call);
  changeRegion(world, { account: target, region }, to);
  return {};
}

function checkStatuses(statuses: readonly string[]): void {
  const known: readonly string[] = Object.values(RegionOptStatus);
  if (statuses.every((status) => known.includes(status))) return;
  throw invalid("RegionOptStatusContains has a status that is not known.");
}

function listRegions(make: Make) {
  return make<ListRegionsCommandInput, Answer<ListRegionsCommandOutput>>({
    name: "ListRegions",
    members: ["MaxResults", "NextToken", "RegionOptStatusContains"],
    run({ RegionOptStatusContains: wanted = [], ...asked }, { world, target }) {
      checkStatuses(wanted);
      const regions = regionsIn(world).map((RegionName) => ({
        RegionName,
        RegionOptStatus: optStatus(world, target, RegionName),
      }));
      const matching = regions.filter(
        (region) => wanted.length === 0 || wanted.includes(region.RegionOptStatus),
      );
      const { items, next } = pageOf(matching, asked);
      return { Regions: items, ...next };
    },
  });
}

function getRegionOptStatus(make: Make) {
  return make<GetRegionOptStatusCommandInput, Answer<GetRegionOptStatusCommandOutput>>({
    name: "GetRegionOptStatus",
    members: ["RegionName"],
    context: regionContext,
    run({ RegionName = "" }, { world, target }) {
      checkRegion(RegionName);
      return { RegionName, RegionOptStatus: optStatus(world, target, RegionName) };
    },
  });
}

export function regionOperations(make: Make, clock: Clock): Readonly<Record<string, Operation>> {
  const buckets = new TokenBuckets(clock);
  const changeAtRate = (call: AccountCall, region: string, to: "ENABLED" | "DISABLED") => {
    const key = `${to} ${call.target}`;
    if (!buckets.take([{ key, rate: RATE }])) throw tooManyRequests();
    return change(call, region, to);
  };
  return {
    ListRegions: listRegions(make),
    GetRegionOptStatus: getRegionOptStatus(make),
    EnableRegion: make<EnableRegionCommandInput, object>({
      name: "EnableRegion",
      members: ["RegionName"],
      context: regionContext,
      run: ({ RegionName = "" }, call) => changeAtRate(call, RegionName, "ENABLED"),
    }),
    DisableRegion: make<DisableRegionCommandInput, object>({
      name: "DisableRegion",
      members: ["RegionName"],
      context: regionContext,
      run: ({ RegionName = "" }, call) => changeAtRate(call, RegionName, "DISABLED"),
    }),
  };
}
