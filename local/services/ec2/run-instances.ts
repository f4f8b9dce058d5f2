import type { RunInstancesCommandInput, RunInstancesCommandOutput } from "@aws-sdk/client-ec2";
import { AwsError } from "../../kernel/aws-error.ts";
import type { Call } from "../../kernel/service.ts";
import { otherRequest } from "./client-token.ts";
import { invalidValue, required } from "./errors.ts";
import { type ImageRecord, imageFor } from "./image-records.ts";
import { launchedWith, reservationsOf } from "./instance-answer.ts";
import { checkInstanceType, INSTANCE, type InstanceRecord } from "./instance-records.ts";
import { stateSince } from "./instance-states.ts";
import { KEY_PAIR } from "./key-pair-records.ts";
import { find, recordsOf } from "./kind.ts";
import { SECURITY_GROUP, SUBNET } from "./kinds.ts";
import { makeLaunchVolumes } from "./launch-volumes.ts";
import { makeNetworkInterface, publicAddress } from "./make-network-interface.ts";
import type { SubnetRecord } from "./network-records.ts";
import { type Answer, ec2Operation, type Touched } from "./operation.ts";
import { groupFor } from "./security-groups.ts";
import { newId, type Site } from "./site.ts";
import { addTags, specifiedTags } from "./tag-records.ts";

type Input = RunInstancesCommandInput;

/** What a launch was resolved to. */
interface Launch {
  readonly image: ImageRecord;
  readonly subnet: SubnetRecord;
  readonly groupIds: readonly string[];
  readonly type: string;
  readonly reservationId: string;
}

/** The subnet that is named, or a default one. */
function subnetFor(site: Site, { SubnetId, Placement }: Input): SubnetRecord {
  if (SubnetId !== undefined) return find(site, SUBNET, SubnetId);
  const zone = Placement?.AvailabilityZone;
  const found = [...recordsOf(site, SUBNET).values()].find(
    (subnet) => subnet.isDefault && (zone === undefined || subnet.zone === zone),
  );
  if (found) return found;
  const message = "No subnets found for the default VPC. Please specify a subnet.";
  throw new AwsError("MissingInput", message);
}

function groupsFor(site: Site, input: Input, subnet: SubnetRecord): readonly string[] {
  const named = (input.SecurityGroups ?? []).map((GroupName) => groupFor(site, { GroupName }));
  const byId = (input.SecurityGroupIds ?? []).map((id) => find(site, SECURITY_GROUP, id));
  const groups = [...named, ...byId];
  const stray = groups.find(({ vpcId }) => vpcId !== subnet.vpcId);
  if (stray) {
    const message = `Security group ${stray.id} and subnet ${subnet.id} belong to different networks.`;
    throw new AwsError("InvalidParameter", message);
  }
  return groups.map(({ id }) => id);
}

function countOf({ MinCount, MaxCount }: Input): number {
  const least = required(MinCount, "minCount");
  const most = required(MaxCount, "maxCount");
  if (least < 1 || most < least) {
    throw invalidValue(`Invalid value '${most}' for maxCount; it must not be below minCount.`);
  }
  return most;
}

function prepare(call: Call, input: Input): Launch {
  const type = input.InstanceType ?? "m1.small";
  checkInstanceType(type);
  const image = imageFor(call, required(input.ImageId, "imageId"));
  const subnet = subnetFor(call, input);
  if (input.KeyName !== undefined) find(call, KEY_PAIR, input.KeyName);
  const groupIds = groupsFor(call, input, subnet);
  return { image, subnet, groupIds, type, reservationId: newId(call.world, "r") };
}

function attachInterface(call: Call, launch: Launch, instanceId: string) {
  const { subnet, groupIds } = launch;
  const attachment = {
    id: newId(call.world, "eni-attach"),
    instanceId,
    deviceIndex: 0,
    at: call.world.clock.now(),
    deleteOnTermination: true,
  };
  const address = subnet.mapPublicIp ? { publicIp: publicAddress(call) } : {};
  return makeNetworkInterface(call, { subnet, groupIds, description: "", attachment, ...address });
}

function makeInstance(
  call: Call,
  input: Input,
  launch: Launch & { index: number },
): InstanceRecord {
  const id = newId(call.world, "i");
  const { subnet, image } = launch;
  const { privateIp, groupIds } = attachInterface(call, launch, id);
  const instance: InstanceRecord = {
    ...{ id, owner: call.account, reservationId: launch.reservationId, launchIndex: launch.index },
    ...{ imageId: image.id, type: launch.type, rootDevice: image.rootDevice },
    ...{ vpcId: subnet.vpcId, subnetId: subnet.id, zone: subnet.zone, privateIp, groupIds },
    launchedAt: call.world.clock.now(),
    clientToken: input.ClientToken ?? "",
    disableApiTermination: input.DisableApiTermination ?? false,
    disableApiStop: input.DisableApiStop ?? false,
    state: stateSince("pending", call.world.clock.now()),
    transitionReason: "",
    ...(input.KeyName !== undefined && { keyName: input.KeyName }),
    ...(input.UserData !== undefined && { userData: input.UserData }),
  };
  recordsOf(call, INSTANCE).set(id, instance);
  makeLaunchVolumes(call, { instance, image, input });
  addTags(call, { id, type: "instance" }, specifiedTags(input.TagSpecifications, "instance"));
  return instance;
}

/** The resources of a launch, which must all be allowed (Service Authorization Reference, RunInstances). */
function touches(input: Input): readonly Touched[] {
  const { ImageId, KeyName, SecurityGroupIds = [], SubnetId } = input;
  return [
    ...[{ type: "instance" }, { type: "network-interface" }, { type: "volume" }],
    ...[
      { type: "image", id: ImageId },
      { type: "subnet", id: SubnetId },
    ],
    ...(SecurityGroupIds.length === 0
      ? [{ type: "security-group" }]
      : SecurityGroupIds.map((id) => ({ type: "security-group", id }))),
    ...(KeyName === undefined ? [] : [{ type: "key-pair", id: KeyName }]),
  ];
}

/** Launches instances, once for each client token. */
export const runInstances = ec2Operation<Input, Answer<RunInstancesCommandOutput>>({
  name: "RunInstances",
  members: [
    ...(["ImageId", "InstanceType", "MinCount", "MaxCount", "SubnetId", "Placement"] as const),
    ...(["SecurityGroupIds", "SecurityGroups", "KeyName", "UserData", "ClientToken"] as const),
    ...(["DisableApiTermination", "DisableApiStop", "BlockDeviceMappings"] as const),
    "TagSpecifications",
  ],
  touches,
  context: ({ InstanceType }) => ({ "ec2:InstanceType": InstanceType ?? "m1.small" }),
  run(input, call) {
    const again = input.ClientToken === undefined ? [] : launchedWith(call, input.ClientToken);
    if (again.some(({ imageId }) => imageId !== input.ImageId)) throw otherRequest();
    if (again.length > 0) return reservationsOf(call, again)[0] ?? {};
    const count = countOf(input);
    const launch = prepare(call, input);
    const launched = Array.from({ length: count }, (_, index) =>
      makeInstance(call, input, { ...launch, index }),
    );
    return reservationsOf(call, launched)[0] ?? {};
  },
});
