import {
  type DeactivateMFADeviceCommandInput,
  type EnableMFADeviceCommandInput,
  InvalidAuthenticationCodeException,
  type ListMFADevicesCommandInput,
  type ListMFADevicesCommandOutput,
  type ResyncMFADeviceCommandInput,
} from "@aws-sdk/client-iam";
import type { Call, World } from "../../kernel/service.ts";
import { serialNumberOf } from "./arns.ts";
import { ownerOf, ownTargetOf } from "./caller.ts";
import { alreadyExists, limitExceeded, noSuchEntity } from "./errors.ts";
import { replaceDevice } from "./mfa-codes.ts";
import { deviceFor } from "./mfa-devices.ts";
import { moment } from "./moment.ts";
import { type Answer, iamOperation } from "./operation.ts";
import { PAGE_MEMBERS, pageOf } from "./paging.ts";
import { QUOTAS } from "./quotas.ts";
import type { MfaDeviceRecord } from "./records.ts";
import { mfaDevicesOf } from "./tables.ts";
import { codeAt, stepAt } from "./totp.ts";

interface CodesInput {
  readonly AuthenticationCode1?: string | undefined;
  readonly AuthenticationCode2?: string | undefined;
}

/** How far in the past or the future two codes may lie when a device is introduced. */
const STEPS_TO_SEARCH = 20;

/** The devices of a user or root user. */
export function devicesOwnedBy(world: World, account: string, id: string) {
  return [...mfaDevicesOf(world, account).values()].filter(({ ownerId }) => ownerId === id);
}

/** Checks two codes in a row; answers the step of the second. Errors: InvalidAuthenticationCode. */
function lastStepOf(world: World, { seed }: MfaDeviceRecord, input: CodesInput): number {
  const present = stepAt(world.clock.now());
  for (let step = present - STEPS_TO_SEARCH; step <= present + STEPS_TO_SEARCH; step += 1) {
    const isFirst = codeAt(seed, step) === input.AuthenticationCode1;
    if (isFirst && codeAt(seed, step + 1) === input.AuthenticationCode2) return step + 1;
  }
  throw new InvalidAuthenticationCodeException({
    message: "Authentication code for device is not valid.",
    $metadata: {},
  });
}

const enable = iamOperation<EnableMFADeviceCommandInput, object>({
  name: "EnableMFADevice",
  members: ["UserName", "SerialNumber", "AuthenticationCode1", "AuthenticationCode2"],
  on: ownTargetOf,
  run(input, call) {
    const { world, account } = call;
    const owner = ownerOf(input, call);
    const device = deviceFor(call, input.SerialNumber);
    if (device.ownerId !== undefined) {
      throw alreadyExists("MFA Device is already in use.");
    }
    if (devicesOwnedBy(world, account, owner.id).length >= QUOTAS.mfaDevicesPerUser) {
      throw limitExceeded("MfaDevicesPerUser", QUOTAS.mfaDevicesPerUser);
    }
    // The codes prove that the device works; they can still be used to sign in.
    lastStepOf(world, device, input);
    replaceDevice(world, { ...device, ownerId: owner.id, enabledAt: world.clock.now() });
    return {};
  },
});

interface OwnedInput {
  readonly UserName?: string | undefined;
  readonly SerialNumber?: string | undefined;
}

function ownDevice(input: OwnedInput, call: Call): MfaDeviceRecord {
  const owner = ownerOf(input, call);
  const device = deviceFor(call, input.SerialNumber);
  if (device.ownerId === owner.id) return device;
  throw noSuchEntity(`MFA Device invalid for user.`);
}

const resync = iamOperation<ResyncMFADeviceCommandInput, object>({
  name: "ResyncMFADevice",
  members: ["UserName", "SerialNumber", "AuthenticationCode1", "AuthenticationCode2"],
  on: ownTargetOf,
  run(input, call) {
    lastStepOf(call.world, ownDevice(input, call), input);
    return {};
  },
});

const deactivate = iamOperation<DeactivateMFADeviceCommandInput, object>({
  name: "DeactivateMFADevice",
  members: ["UserName", "SerialNumber"],
  on: ownTargetOf,
  run(input, call) {
    const { ownerId: _owner, enabledAt: _enabled, ...device } = ownDevice(input, call);
    replaceDevice(call.world, device);
    return {};
  },
});

const list = iamOperation<ListMFADevicesCommandInput, Answer<ListMFADevicesCommandOutput>>({
  name: "ListMFADevices",
  members: ["UserName", ...PAGE_MEMBERS],
  on: ownTargetOf,
  run(input, call) {
    const { id, name = call.account } = ownerOf(input, call);
    const devices = devicesOwnedBy(call.world, call.account, id);
    const { items, more } = pageOf(devices, serialNumberOf, input);
    const answers = items.map((device) => ({
      UserName: name,
      SerialNumber: serialNumberOf(device),
      EnableDate: moment(device.enabledAt ?? device.createdAt),
    }));
    return { MFADevices: answers, ...more };
  },
});

export const enabledMfaOperations = {
  EnableMFADevice: enable,
  ResyncMFADevice: resync,
  DeactivateMFADevice: deactivate,
  ListMFADevices: list,
};
