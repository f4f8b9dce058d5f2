import type { Call } from "../../kernel/service.ts";
import { deviceWithSerial, replaceDevice, stepOfCode } from "../iam/mfa-codes.ts";
import type { MfaDeviceRecord } from "../iam/records.ts";
import { accessDenied } from "./errors.ts";

/** The members that prove possession of an MFA device. */
export interface MfaInput {
  readonly SerialNumber?: string | undefined;
  readonly TokenCode?: string | undefined;
}

/** A code that was right, of whose device. */
interface Proof {
  readonly device: MfaDeviceRecord;
  readonly step: number;
}

function ownDevice({ world, account, principal }: Call, serial: string): MfaDeviceRecord {
  const device = deviceWithSerial(world, serial);
  const isOwn =
    (principal.kind === "user" || principal.kind === "root") &&
    device?.account === account &&
    device.ownerId === principal.userId;
  if (device && isOwn) return device;
  throw accessDenied(
    "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.",
  );
}

/** What a request proves by MFA; undefined when it does not try. Errors: AccessDenied. */
export function mfaProof({ SerialNumber, TokenCode }: MfaInput, call: Call): Proof | undefined {
  if (SerialNumber === undefined && TokenCode === undefined) return undefined;
  if (SerialNumber === undefined || TokenCode === undefined) {
    throw accessDenied(
      "MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.",
    );
  }
  const device = ownDevice(call, SerialNumber);
  const step = stepOfCode(call.world, device, TokenCode);
  if (step === undefined) {
    throw accessDenied("MultiFactorAuthentication failed with invalid MFA one time pass code.");
  }
  return { device, step };
}

/** The same, and the code is used up: a second request with it is refused. Errors: AccessDenied. */
export function useMfa(input: MfaInput, call: Call): { readonly mfaAt?: number } {
  const proof = mfaProof(input, call);
  if (!proof) return {};
  replaceDevice(call.world, { ...proof.device, lastStep: proof.step });
  return { mfaAt: call.world.clock.now() };
}
