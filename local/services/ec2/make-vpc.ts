import { recordsOf } from "./kind.ts";
import { DHCP_OPTIONS, NETWORK_ACL, ROUTE_TABLE, SECURITY_GROUP, VPC } from "./kinds.ts";
import type { AclEntry, NetworkAclRecord, VpcRecord } from "./network-records.ts";
import { addRule } from "./security-group-rule-records.ts";
import { newId, type Site } from "./site.ts";

/** The rule that every network ACL ends with: what no other rule decides is denied. */
const LAST_RULE = 32_767;
const FIRST_RULE = 100;

const EVERYWHERE = "0.0.0.0/0";

function entry(egress: boolean, number: number, action: "allow" | "deny"): AclEntry {
  return { number, egress, protocol: "-1", action, cidr: EVERYWHERE };
}

/** Makes a network ACL. The default one allows everything, others deny everything. */
export function makeNetworkAcl(site: Site, vpcId: string, isDefault: boolean): NetworkAclRecord {
  const directions = [true, false];
  const entries = directions.flatMap((egress) => [
    ...(isDefault ? [entry(egress, FIRST_RULE, "allow")] : []),
    entry(egress, LAST_RULE, "deny"),
  ]);
  const id = newId(site.world, "acl");
  const made = { id, owner: site.account, vpcId, isDefault, entries, associations: [] };
  recordsOf(site, NETWORK_ACL).set(id, made);
  return made;
}

/** The options that every Region has for its VPCs, made when first needed. */
function defaultDhcpOptions(site: Site): string {
  const [existing] = recordsOf(site, DHCP_OPTIONS).keys();
  if (existing !== undefined) return existing;
  const domain = site.region === "us-east-1" ? "ec2.internal" : `${site.region}.compute.internal`;
  const id = newId(site.world, "dopt");
  recordsOf(site, DHCP_OPTIONS).set(id, {
    id,
    owner: site.account,
    configurations: [
      { key: "domain-name", values: [domain] },
      { key: "domain-name-servers", values: ["AmazonProvidedDNS"] },
    ],
  });
  return id;
}

function makeMainRouteTable(site: Site, vpcId: string, cidr: string): void {
  const id = newId(site.world, "rtb");
  recordsOf(site, ROUTE_TABLE).set(id, {
    id,
    owner: site.account,
    vpcId,
    routes: [{ destination: cidr, target: "local", origin: "CreateRouteTable" }],
    associations: [{ id: newId(site.world, "rtbassoc"), main: true }],
  });
}

/** The group of those that name none: its members may talk to each other, and to everyone. */
function makeDefaultSecurityGroup(site: Site, vpcId: string): void {
  const id = newId(site.world, "sg");
  recordsOf(site, SECURITY_GROUP).set(id, {
    id,
    owner: site.account,
    name: "default",
    description: "default VPC security group",
    vpcId,
  });
  addRule(site, { groupId: id, egress: false, protocol: "-1", peerGroupId: id });
  addRule(site, { groupId: id, egress: true, protocol: "-1", cidr: EVERYWHERE });
}

/** Makes a VPC with what AWS gives to every one: main route table, default group, default ACL. */
export function makeVpc(site: Site, cidr: string, isDefault: boolean): VpcRecord {
  const id = newId(site.world, "vpc");
  const made: VpcRecord = {
    id,
    owner: site.account,
    cidr,
    cidrAssociationId: newId(site.world, "vpc-cidr-assoc"),
    isDefault,
    dhcpOptionsId: defaultDhcpOptions(site),
    dnsHostnames: isDefault,
    dnsSupport: true,
  };
  recordsOf(site, VPC).set(id, made);
  makeMainRouteTable(site, id, cidr);
  makeDefaultSecurityGroup(site, id);
  makeNetworkAcl(site, id, true);
  return made;
}
