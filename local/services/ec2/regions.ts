import type {
  AvailabilityZone,
  DescribeAvailabilityZonesCommandInput,
  DescribeAvailabilityZonesCommandOutput,
  DescribeRegionsCommandInput,
  DescribeRegionsCommandOutput,
  Region,
} from "@aws-sdk/client-ec2";
import { AwsError } from "../../kernel/aws-error.ts";
import type { Call, Operation } from "../../kernel/service.ts";
import { filtered } from "./filters.ts";
import { type Answer, ec2Operation } from "./operation.ts";
import { DEFAULT_REGIONS, OPT_IN_REGIONS } from "./region-names.ts";
import { zonesOf } from "./zones.ts";

/** Tells in which Regions an account may act. */
export type EnabledRegions = (account: string) => readonly string[];

function optInStatus(region: string, enabled: readonly string[]): string {
  if (DEFAULT_REGIONS.includes(region)) return "opt-in-not-required";
  return enabled.includes(region) ? "opted-in" : "not-opted-in";
}

function knownRegions(names: readonly string[] | undefined): readonly string[] {
  const all = [...DEFAULT_REGIONS, ...OPT_IN_REGIONS];
  const unknown = names?.find((name) => !all.includes(name));
  if (unknown !== undefined) {
    throw new AwsError("InvalidParameterValue", `Invalid region provided: ${unknown}`);
  }
  return all.filter((region) => !names || names.includes(region));
}

/** Regions that are not enabled are told only to those who ask for all, or for them by name. */
export function describeRegions(
  enabledRegions: EnabledRegions,
): Operation<DescribeRegionsCommandInput, Answer<DescribeRegionsCommandOutput>> {
  return ec2Operation({
    name: "DescribeRegions",
    members: ["RegionNames", "AllRegions", "Filters"],
    run({ RegionNames, AllRegions, Filters }, { account }) {
      const enabled = enabledRegions(account);
      const regions = knownRegions(RegionNames)
        .filter((region) => AllRegions || RegionNames || enabled.includes(region))
        .map((region) => ({
          RegionName: region,
          Endpoint: `ec2.${region}.amazonaws.com`,
          OptInStatus: optInStatus(region, enabled),
        }));
      const candidates = regions.map((resource) => ({ resource: resource as Region, tags: {} }));
      return {
        Regions: filtered(candidates, Filters ?? [], {
          "region-name": ({ RegionName }) => RegionName,
          "opt-in-status": ({ OptInStatus }) => OptInStatus,
          endpoint: ({ Endpoint }) => Endpoint,
        }),
      };
    },
  });
}

function zoneAnswers({ region }: Call): AvailabilityZone[] {
  return zonesOf(region).map(({ name, id }) => ({
    ZoneName: name,
    ZoneId: id,
    RegionName: region,
    State: "available",
    OptInStatus: "opt-in-not-required",
    ZoneType: "availability-zone",
    GroupName: region,
    NetworkBorderGroup: region,
    Messages: [],
  }));
}

export const describeAvailabilityZones = ec2Operation<
  DescribeAvailabilityZonesCommandInput,
  Answer<DescribeAvailabilityZonesCommandOutput>
>({
  name: "DescribeAvailabilityZones",
  members: ["ZoneNames", "ZoneIds", "AllAvailabilityZones", "Filters"],
  run({ ZoneNames, ZoneIds, Filters }, call) {
    const zones = zoneAnswers(call)
      .filter(({ ZoneName = "" }) => !ZoneNames || ZoneNames.includes(ZoneName))
      .filter(({ ZoneId = "" }) => !ZoneIds || ZoneIds.includes(ZoneId));
    const candidates = zones.map((resource) => ({ resource, tags: {} }));
    return {
      AvailabilityZones: filtered(candidates, Filters ?? [], {
        "zone-name": ({ ZoneName }) => ZoneName,
        "zone-id": ({ ZoneId }) => ZoneId,
        "zone-type": ({ ZoneType }) => ZoneType,
        "region-name": ({ RegionName }) => RegionName,
        "opt-in-status": ({ OptInStatus }) => OptInStatus,
        state: ({ State }) => State,
      }),
    };
  },
});
