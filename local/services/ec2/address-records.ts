import type { Kind } from "./kind.ts";
import type { Owned } from "./network-records.ts";

/** An Elastic IP address. */
export interface AddressRecord extends Owned {
  readonly publicIp: string;
  readonly associationId?: string;
  readonly interfaceId?: string;
  readonly instanceId?: string;
  readonly privateIp?: string;
}

export const ADDRESS: Kind<AddressRecord> = {
  type: "elastic-ip",
  notFound: "InvalidAllocationID.NotFound",
  missing: (id) => `The allocation ID '${id}' does not exist`,
  fields: {
    "allocation-id": ({ id }) => id,
    "association-id": ({ associationId }) => associationId,
    "public-ip": ({ publicIp }) => publicIp,
    "instance-id": ({ instanceId }) => instanceId,
    "network-interface-id": ({ interfaceId }) => interfaceId,
    domain: () => "vpc",
  },
};
