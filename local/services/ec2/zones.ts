import { invalidValue } from "./errors.ts";

/** An Availability Zone; the id names the same place in every account, unlike the name in AWS. */
export interface Zone {
  readonly name: string;
  readonly id: string;
}

const DIRECTIONS: Readonly<Record<string, string>> = {
  north: "n",
  south: "s",
  east: "e",
  west: "w",
  central: "c",
  northeast: "ne",
  southeast: "se",
};

/** The three zones of a Region. In AWS some have more, and the names are shuffled by account. */
export function zonesOf(region: string): readonly Zone[] {
  const [continent = "", direction = "", number = ""] = region.split("-");
  const short = `${continent}${DIRECTIONS[direction] ?? direction}${number}`;
  return ["a", "b", "c"].map((letter, index) => ({
    name: `${region}${letter}`,
    id: `${short}-az${index + 1}`,
  }));
}

/** The zone of that name. Errors: InvalidParameterValue. */
export function zoneNamed(region: string, name: string): Zone {
  const zone = zonesOf(region).find((each) => each.name === name);
  if (!zone) {
    const names = zonesOf(region).map((each) => each.name);
    throw invalidValue(
      `Value (${name}) for parameter availabilityZone is invalid. Subnets can currently only be created in the following availability zones: ${names.join(", ")}.`,
    );
  }
  return zone;
}
