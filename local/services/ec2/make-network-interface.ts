import { AwsError } from "../../kernel/aws-error.ts";
import { addressText, parseCidr } from "./cidr.ts";
import { recordsOf } from "./kind.ts";
import { NETWORK_INTERFACE, SECURITY_GROUP } from "./kinds.ts";
import type {
  InterfaceAttachment,
  NetworkInterfaceRecord,
  SubnetRecord,
} from "./network-records.ts";
import { newId, type Site } from "./site.ts";

/** The first four addresses of a subnet are AWS's, and so is the last (VPC User Guide). */
const FIRST_FREE = 4;

function freeAddress(site: Site, subnet: SubnetRecord): string {
  const { first, last } = parseCidr(subnet.cidr);
  const taken = new Set(
    [...recordsOf(site, NETWORK_INTERFACE).values()]
      .filter(({ subnetId }) => subnetId === subnet.id)
      .map(({ privateIp }) => privateIp),
  );
  for (let address = first + FIRST_FREE; address < last; address += 1) {
    if (!taken.has(addressText(address))) return addressText(address);
  }
  throw new AwsError(
    "InsufficientFreeAddressesInSubnet",
    `There are not enough free addresses in subnet '${subnet.id}' to satisfy the requested number of instances.`,
  );
}

function defaultGroups(site: Site, vpcId: string): string[] {
  return [...recordsOf(site, SECURITY_GROUP).values()]
    .filter((group) => group.vpcId === vpcId && group.name === "default")
    .map(({ id }) => id);
}

/** What a new network interface is to be; without groups it wears the default one. */
export interface InterfacePlan {
  readonly subnet: SubnetRecord;
  readonly groupIds: readonly string[];
  readonly description: string;
  readonly publicIp?: string;
  readonly attachment?: InterfaceAttachment;
}

export function makeNetworkInterface(site: Site, plan: InterfacePlan): NetworkInterfaceRecord {
  const { subnet, groupIds, ...rest } = plan;
  const id = newId(site.world, "eni");
  const octets = Array.from({ length: 5 }, () => site.world.random.text(2, "0123456789abcdef"));
  const made: NetworkInterfaceRecord = {
    ...rest,
    id,
    owner: site.account,
    vpcId: subnet.vpcId,
    subnetId: subnet.id,
    zone: subnet.zone,
    // The first octet of addresses that are administered locally.
    mac: ["02", ...octets].join(":"),
    privateIp: freeAddress(site, subnet),
    groupIds: groupIds.length > 0 ? groupIds : defaultGroups(site, subnet.vpcId),
  };
  recordsOf(site, NETWORK_INTERFACE).set(id, made);
  return made;
}

/** A public address out of a range that is kept for documentation (RFC 5737). */
export function publicAddress(site: Site): string {
  return `203.0.113.${site.world.random.between(1, 254)}`;
}
