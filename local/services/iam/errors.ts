import * as sdk from "@aws-sdk/client-iam";
import { AwsError } from "../../kernel/aws-error.ts";

const $metadata = {};

export function accessDenied(message: string): AwsError {
  return new AwsError("AccessDenied", message, 403);
}

/** An input that does not fit the constraints of the model. */
export function validationError(message: string): AwsError {
  return new AwsError("ValidationError", message);
}

/** The way in which the query services speak of one member that breaks a constraint. */
export function constraintError(member: string, value: unknown, constraint: string): AwsError {
  return validationError(
    `1 validation error detected: Value '${String(value)}' at '${member}' failed to satisfy constraint: ${constraint}`,
  );
}

export function noSuchEntity(message: string) {
  return new sdk.NoSuchEntityException({ message, $metadata });
}

export function alreadyExists(message: string) {
  return new sdk.EntityAlreadyExistsException({ message, $metadata });
}

export function deleteConflict(message: string) {
  return new sdk.DeleteConflictException({ message, $metadata });
}

/** A quota that is used up, such as `RolesPerAccount`. */
export function limitExceeded(quota: string, limit: number) {
  const message = `Cannot exceed quota for ${quota}: ${limit}`;
  return new sdk.LimitExceededException({ message, $metadata });
}

export function limitReached(message: string) {
  return new sdk.LimitExceededException({ message, $metadata });
}

export function malformedPolicy(message: string) {
  return new sdk.MalformedPolicyDocumentException({ message, $metadata });
}

export function invalidInput(message: string) {
  return new sdk.InvalidInputException({ message, $metadata });
}

export function protectedRole(name: string) {
  const message = `Cannot perform the operation on the protected role '${name}' - this role is only modifiable by AWS`;
  return new sdk.UnmodifiableEntityException({ message, $metadata });
}
