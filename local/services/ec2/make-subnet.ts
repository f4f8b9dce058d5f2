import { recordsOf } from "./kind.ts";
import { NETWORK_ACL, SUBNET } from "./kinds.ts";
import type { SubnetRecord } from "./network-records.ts";
import { newId, type Site } from "./site.ts";
import type { Zone } from "./zones.ts";

/** What a new subnet is to be. */
export interface SubnetPlan {
  readonly vpcId: string;
  readonly cidr: string;
  readonly zone: Zone;
  readonly isDefault: boolean;
}

/** Makes a subnet and puts it under the default network ACL of its VPC. */
export function makeSubnet(site: Site, { zone, ...plan }: SubnetPlan): SubnetRecord {
  const id = newId(site.world, "subnet");
  const made: SubnetRecord = {
    ...plan,
    id,
    owner: site.account,
    zone: zone.name,
    zoneId: zone.id,
    mapPublicIp: plan.isDefault,
  };
  recordsOf(site, SUBNET).set(id, made);
  const acls = recordsOf(site, NETWORK_ACL);
  const acl = [...acls.values()].find((each) => each.vpcId === plan.vpcId && each.isDefault);
  if (acl) {
    const association = { id: newId(site.world, "aclassoc"), subnetId: id };
    acls.set(acl.id, { ...acl, associations: [...acl.associations, association] });
  }
  return made;
}
