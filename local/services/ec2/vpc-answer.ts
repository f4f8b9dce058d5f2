import type { Vpc } from "@aws-sdk/client-ec2";
import type { VpcRecord } from "./network-records.ts";
import type { Site } from "./site.ts";
import { tagsFor } from "./tag-records.ts";

/** A VPC in the form of the API. */
export function vpcAnswer(site: Site, vpc: VpcRecord): Vpc {
  return {
    VpcId: vpc.id,
    OwnerId: vpc.owner,
    State: "available",
    CidrBlock: vpc.cidr,
    CidrBlockAssociationSet: [
      {
        AssociationId: vpc.cidrAssociationId,
        CidrBlock: vpc.cidr,
        CidrBlockState: { State: "associated" },
      },
    ],
    DhcpOptionsId: vpc.dhcpOptionsId,
    InstanceTenancy: "default",
    IsDefault: vpc.isDefault,
    Tags: tagsFor(site, vpc.id),
  };
}
