import { BlockList, isIP } from "node:net";
import type { Comparer } from "./comparison.ts";

const FAMILIES = { 4: "ipv4", 6: "ipv6" } as const;
const LONGEST_PREFIX = { 4: 32, 6: 128 } as const;

function versionOf(address: string): 4 | 6 | undefined {
  const version = isIP(address);
  return version === 4 || version === 6 ? version : undefined;
}

function rangeOf(cidr: string): { version: 4 | 6; list: BlockList } | undefined {
  const [address = "", bits] = cidr.split("/");
  const version = versionOf(address);
  if (version === undefined) return undefined;
  const prefix = bits === undefined ? LONGEST_PREFIX[version] : Number(bits);
  if (!(Number.isInteger(prefix) && prefix >= 0 && prefix <= LONGEST_PREFIX[version])) {
    return undefined;
  }
  const list = new BlockList();
  list.addSubnet(address, prefix, FAMILIES[version]);
  return { version, list };
}

/** An IPv4 or IPv6 address lies in a range in CIDR notation; a range without prefix is one address. */
export const ipAddress: Comparer = (expected) => {
  const range = rangeOf(expected);
  return (value) => {
    const version = versionOf(value);
    if (range === undefined || version !== range.version) return false;
    return range.list.check(value, FAMILIES[version]);
  };
};
