import type { _InstanceType, GroupIdentifier, Instance, Reservation } from "@aws-sdk/client-ec2";
import { ADDRESS } from "./address-records.ts";
import {
  INSTANCE,
  type InstanceRecord,
  type InstanceState,
  STATE_CODES,
} from "./instance-records.ts";
import { recordsOf } from "./kind.ts";
import { NETWORK_INTERFACE, SECURITY_GROUP } from "./kinds.ts";
import type { Site } from "./site.ts";
import { tagsFor } from "./tag-records.ts";
import { VOLUME } from "./volume-records.ts";

/** A state in the form of the API. */
export function stateAnswer({ name }: InstanceState) {
  return { Code: STATE_CODES[name], Name: name };
}

function groupsOf(site: Site, instance: InstanceRecord): GroupIdentifier[] {
  const groups = recordsOf(site, SECURITY_GROUP);
  return instance.groupIds.map((id) => ({ GroupId: id, GroupName: groups.get(id)?.name }));
}

function networkOf(site: Site, instance: InstanceRecord): Partial<Instance> {
  if (instance.state.name === "terminated") return {};
  const attached = [...recordsOf(site, NETWORK_INTERFACE).values()].filter(
    ({ attachment }) => attachment?.instanceId === instance.id,
  );
  const elastic = [...recordsOf(site, ADDRESS).values()].find(
    ({ instanceId }) => instanceId === instance.id,
  );
  const publicIp = elastic?.publicIp ?? attached[0]?.publicIp;
  return {
    VpcId: instance.vpcId,
    SubnetId: instance.subnetId,
    PrivateIpAddress: instance.privateIp,
    SecurityGroups: groupsOf(site, instance),
    NetworkInterfaces: attached.map((each) => ({
      NetworkInterfaceId: each.id,
      SubnetId: each.subnetId,
      VpcId: each.vpcId,
      PrivateIpAddress: each.privateIp,
      MacAddress: each.mac,
      Status: "in-use",
      OwnerId: each.owner,
    })),
    ...(publicIp !== undefined && { PublicIpAddress: publicIp }),
  };
}

function volumesOf(site: Site, instance: InstanceRecord): Partial<Instance> {
  const mappings = [...recordsOf(site, VOLUME).values()].flatMap(({ id, attachment }) => {
    if (attachment?.instanceId !== instance.id) return [];
    const { device, at, deleteOnTermination } = attachment;
    const Ebs = {
      VolumeId: id,
      AttachTime: new Date(at),
      DeleteOnTermination: deleteOnTermination,
      Status: "attached" as const,
    };
    return [{ DeviceName: device, Ebs }];
  });
  return { BlockDeviceMappings: mappings };
}

/** An instance in the form of the API. */
export function instanceAnswer(site: Site, instance: InstanceRecord): Instance {
  return {
    InstanceId: instance.id,
    ImageId: instance.imageId,
    InstanceType: instance.type as _InstanceType,
    State: stateAnswer(instance.state),
    StateTransitionReason: instance.transitionReason,
    LaunchTime: new Date(instance.launchedAt),
    AmiLaunchIndex: instance.launchIndex,
    ClientToken: instance.clientToken,
    Placement: { AvailabilityZone: instance.zone, Tenancy: "default", GroupName: "" },
    Monitoring: { State: "disabled" },
    Architecture: "x86_64",
    RootDeviceName: instance.rootDevice,
    RootDeviceType: "ebs",
    VirtualizationType: "hvm",
    ...(instance.keyName !== undefined && { KeyName: instance.keyName }),
    ...networkOf(site, instance),
    ...volumesOf(site, instance),
    Tags: tagsFor(site, instance.id),
  };
}

/** Instances in the form of the API: by the launches that they came from. */
export function reservationsOf(site: Site, instances: readonly InstanceRecord[]): Reservation[] {
  const launches = Map.groupBy(instances, ({ reservationId }) => reservationId);
  return [...launches].map(([ReservationId, together]) => ({
    ReservationId,
    OwnerId: site.account,
    Groups: [],
    Instances: together.map((instance) => instanceAnswer(site, instance)),
  }));
}

/** The instances of one launch that had this client token. */
export function launchedWith(site: Site, clientToken: string): InstanceRecord[] {
  return [...recordsOf(site, INSTANCE).values()].filter(
    (instance) => instance.clientToken === clientToken,
  );
}
