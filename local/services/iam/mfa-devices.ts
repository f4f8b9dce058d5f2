import type {
  CreateVirtualMFADeviceCommandInput,
  CreateVirtualMFADeviceCommandOutput,
  DeleteVirtualMFADeviceCommandInput,
  ListVirtualMFADevicesCommandInput,
  ListVirtualMFADevicesCommandOutput,
  VirtualMFADevice,
} from "@aws-sdk/client-iam";
import type { Call, World } from "../../kernel/service.ts";
import { userInList } from "./answers.ts";
import { arnOf, rootArn, serialNumberOf } from "./arns.ts";
import { alreadyExists, deleteConflict, noSuchEntity } from "./errors.ts";
import { userWithId } from "./find.ts";
import { deviceWithSerial, replaceDevice } from "./mfa-codes.ts";
import { moment } from "./moment.ts";
import { checkName, pathFor } from "./names.ts";
import { type Answer, iamOperation, type Target, taggingAt } from "./operation.ts";
import { PAGE_MEMBERS, pageOf } from "./paging.ts";
import type { MfaDeviceRecord } from "./records.ts";
import { keyOf, mfaDevicesOf } from "./tables.ts";
import { withTags } from "./tag-set.ts";
import { newSeed } from "./totp.ts";

const LONGEST_NAME = 226;

type NewInput = Pick<CreateVirtualMFADeviceCommandInput, "VirtualMFADeviceName" | "Path" | "Tags">;

function newDevice(input: NewInput, { account }: Call): Target {
  const { VirtualMFADeviceName: name = "", Path: path = "/" } = input;
  return { arn: arnOf("mfa", { account, path, name }) };
}

/** The account's device of this serial number. Errors: NoSuchEntity. */
export function deviceFor({ world, account }: Call, serial = ""): MfaDeviceRecord {
  const device = deviceWithSerial(world, serial);
  if (device?.account === account) return device;
  throw noSuchEntity(`VirtualMFADevice with serial number ${serial} doesn't exist.`);
}

/** What a permission on a device is needed on. */
export function deviceTarget(
  { SerialNumber = "" }: { SerialNumber?: string | undefined },
  call: Call,
) {
  return { arn: SerialNumber, tags: deviceWithSerial(call.world, SerialNumber)?.tags };
}

/** Makes a device. Its seed is told this once; AWS draws a QR code as well. */
const create = iamOperation<
  CreateVirtualMFADeviceCommandInput,
  Answer<CreateVirtualMFADeviceCommandOutput>
>({
  name: "CreateVirtualMFADevice",
  members: ["VirtualMFADeviceName", "Path", "Tags"],
  on: newDevice,
  also: taggingAt("TagMFADevice", newDevice),
  run({ VirtualMFADeviceName: name = "", Path, Tags }, { world, account }) {
    checkName("virtualMFADeviceName", name, LONGEST_NAME);
    if (mfaDevicesOf(world, account).has(keyOf(name))) {
      throw alreadyExists("MFADevice entity at the same path and name already exists.");
    }
    const device: MfaDeviceRecord = {
      account,
      name,
      path: pathFor(Path),
      seed: newSeed((length, alphabet) => world.random.text(length, alphabet)),
      createdAt: world.clock.now(),
      tags: withTags({}, Tags),
    };
    replaceDevice(world, device);
    return {
      VirtualMFADevice: {
        SerialNumber: serialNumberOf(device),
        Base32StringSeed: Buffer.from(device.seed, "ascii"),
      },
    };
  },
});

function ownerAnswer(world: World, { account, ownerId }: MfaDeviceRecord) {
  if (ownerId === undefined) return {};
  if (ownerId === account) {
    const root = { Path: "/", UserName: account, UserId: account, Arn: rootArn(account) };
    return { User: { ...root, CreateDate: moment(0) } };
  }
  const user = userWithId(world, account, ownerId);
  return user ? { User: userInList(user) } : {};
}

function answerOf(world: World, device: MfaDeviceRecord): VirtualMFADevice {
  const { enabledAt } = device;
  return {
    SerialNumber: serialNumberOf(device),
    ...ownerAnswer(world, device),
    ...(enabledAt !== undefined && { EnableDate: moment(enabledAt) }),
  };
}

const list = iamOperation<
  ListVirtualMFADevicesCommandInput,
  Answer<ListVirtualMFADevicesCommandOutput>
>({
  name: "ListVirtualMFADevices",
  members: ["AssignmentStatus", ...PAGE_MEMBERS],
  run(input, { world, account }) {
    const { AssignmentStatus = "Any" } = input;
    const devices = [...mfaDevicesOf(world, account).values()].filter(
      ({ ownerId }) =>
        AssignmentStatus === "Any" || (ownerId !== undefined) === (AssignmentStatus === "Assigned"),
    );
    const { items, more } = pageOf(devices, ({ name }) => keyOf(name), input);
    return { VirtualMFADevices: items.map((device) => answerOf(world, device)), ...more };
  },
});

const remove = iamOperation<DeleteVirtualMFADeviceCommandInput, object>({
  name: "DeleteVirtualMFADevice",
  members: ["SerialNumber"],
  on: deviceTarget,
  run({ SerialNumber }, call) {
    const device = deviceFor(call, SerialNumber);
    if (device.ownerId !== undefined) {
      throw deleteConflict("MFA VirtualDevice in use. Must deactivate first.");
    }
    mfaDevicesOf(call.world, call.account).delete(keyOf(device.name));
    return {};
  },
});

export const mfaDeviceOperations = {
  CreateVirtualMFADevice: create,
  ListVirtualMFADevices: list,
  DeleteVirtualMFADevice: remove,
};
