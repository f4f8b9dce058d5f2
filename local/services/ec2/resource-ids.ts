import { KEY_PAIR } from "./key-pair-records.ts";
import { recordsAt, type Site } from "./site.ts";

/** The types of resources by the prefix of their ids. */
const TYPES: Readonly<Record<string, string>> = {
  vpc: "vpc",
  subnet: "subnet",
  igw: "internet-gateway",
  rtb: "route-table",
  sg: "security-group",
  sgr: "security-group-rule",
  acl: "network-acl",
  eni: "network-interface",
  dopt: "dhcp-options",
  eipalloc: "elastic-ip",
  vol: "volume",
  snap: "snapshot",
  ami: "image",
  i: "instance",
  key: KEY_PAIR.type,
};

/** The type that an id speaks of, such as `vpc` for `vpc-0a1b…`. */
export function typeOf(id: string): string | undefined {
  return TYPES[id.slice(0, id.indexOf("-"))];
}

export function resourceExists(site: Site, type: string, id: string): boolean {
  const records = recordsAt<{ readonly id: string }>(site, type);
  // Key pairs are kept by name, but tagged by id.
  return records.has(id) || [...records.values()].some((record) => record.id === id);
}
