import type { World } from "../../kernel/service.ts";
import { parseArn } from "./arns.ts";
import type { MfaDeviceRecord } from "./records.ts";
import { keyOf, mfaDevicesOf } from "./tables.ts";
import { codeAt, stepAt } from "./totp.ts";

/** A device's clock may be a step off. */
const TOLERATED_STEPS = 1;

/** The time step whose code this is, near the present and not used yet; undefined for a wrong code. */
export function stepOfCode(
  world: World,
  { seed, lastStep = -1 }: MfaDeviceRecord,
  code: string,
): number | undefined {
  const present = stepAt(world.clock.now());
  const steps = [present, present - TOLERATED_STEPS, present + TOLERATED_STEPS];
  return steps.find((step) => step > lastStep && codeAt(seed, step) === code);
}

/** The virtual MFA device of this serial number; undefined when there is none. */
export function deviceWithSerial(world: World, serial: string): MfaDeviceRecord | undefined {
  const { account, kind, name } = parseArn(serial) ?? {};
  if (account === undefined || name === undefined || kind !== "mfa") return undefined;
  return mfaDevicesOf(world, account).get(keyOf(name));
}

/** Puts a changed device in the place of the old one. */
export function replaceDevice(world: World, device: MfaDeviceRecord): void {
  mfaDevicesOf(world, device.account).set(keyOf(device.name), device);
}
