import * as sdk from "@aws-sdk/client-sts";
import { AwsError } from "../../kernel/aws-error.ts";

const $metadata = {};

export function accessDenied(message: string): AwsError {
  return new AwsError("AccessDenied", message, 403);
}

export function validationError(message: string): AwsError {
  return new AwsError("ValidationError", message);
}

/** The way in which STS speaks of one member that breaks a constraint. */
export function constraintError(member: string, value: unknown, constraint: string): AwsError {
  return validationError(
    `1 validation error detected: Value '${String(value)}' at '${member}' failed to satisfy constraint: ${constraint}`,
  );
}

export function malformedPolicy(message: string) {
  return new sdk.MalformedPolicyDocumentException({ message, $metadata });
}

export function packedPolicyTooLarge(percent: number) {
  const message = `Packed policy consumes ${percent}% of allotted space, please use smaller policy.`;
  return new sdk.PackedPolicyTooLargeException({ message, $metadata });
}
