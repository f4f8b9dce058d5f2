/** What every resource has: its id and the account that owns it. */
export interface Owned {
  readonly id: string;
  readonly owner: string;
}

export interface VpcRecord extends Owned {
  /** For example `172.31.0.0/16`. */
  readonly cidr: string;
  readonly cidrAssociationId: string;
  readonly isDefault: boolean;
  readonly dhcpOptionsId: string;
  readonly dnsHostnames: boolean;
  readonly dnsSupport: boolean;
}

export interface SubnetRecord extends Owned {
  readonly vpcId: string;
  readonly cidr: string;
  /** Name of the Availability Zone. */
  readonly zone: string;
  readonly zoneId: string;
  readonly isDefault: boolean;
  readonly mapPublicIp: boolean;
}

export interface InternetGatewayRecord extends Owned {
  /** The VPC to which it is attached. */
  readonly vpcId?: string;
}

export interface RouteRecord {
  readonly destination: string;
  /** `local`, or the id of an internet gateway, an instance or a network interface. */
  readonly target: string;
  readonly origin: "CreateRouteTable" | "CreateRoute";
}

export interface RouteTableAssociation {
  readonly id: string;
  readonly main: boolean;
  readonly subnetId?: string;
}

export interface RouteTableRecord extends Owned {
  readonly vpcId: string;
  readonly routes: readonly RouteRecord[];
  readonly associations: readonly RouteTableAssociation[];
}

export interface SecurityGroupRecord extends Owned {
  readonly name: string;
  readonly description: string;
  readonly vpcId: string;
}

/** One rule of a network ACL; the lowest number that matches decides. */
export interface AclEntry {
  readonly number: number;
  readonly egress: boolean;
  readonly protocol: string;
  readonly action: "allow" | "deny";
  readonly cidr: string;
  readonly ports?: { readonly from: number; readonly to: number };
}

export interface NetworkAclRecord extends Owned {
  readonly vpcId: string;
  readonly isDefault: boolean;
  readonly entries: readonly AclEntry[];
  readonly associations: readonly { readonly id: string; readonly subnetId: string }[];
}

export interface DhcpOptionsRecord extends Owned {
  readonly configurations: readonly { readonly key: string; readonly values: readonly string[] }[];
}

export interface NetworkInterfaceRecord extends Owned {
  readonly vpcId: string;
  readonly subnetId: string;
  readonly zone: string;
  readonly description: string;
  readonly mac: string;
  readonly privateIp: string;
  /** The public address that came with a launch; an Elastic IP address keeps its own record. */
  readonly publicIp?: string;
  readonly groupIds: readonly string[];
  readonly attachment?: InterfaceAttachment;
}

export interface InterfaceAttachment {
  readonly id: string;
  readonly instanceId: string;
  readonly deviceIndex: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly deleteOnTermination: boolean;
}
