import {
  ExecutionDoesNotExist,
  InvalidArn,
  InvalidName,
  InvalidToken,
  ResourceNotFound,
  StateMachineDoesNotExist,
} from "@aws-sdk/client-sfn";
import { AwsError } from "../../kernel/aws-error.ts";

export function machineDoesNotExist(arn: string): StateMachineDoesNotExist {
  return new StateMachineDoesNotExist({
    message: `State Machine Does Not Exist: '${arn}'`,
    $metadata: {},
  });
}

export function executionDoesNotExist(arn: string): ExecutionDoesNotExist {
  return new ExecutionDoesNotExist({
    message: `Execution Does Not Exist: '${arn}'`,
    $metadata: {},
  });
}

export function invalidArn(arn: string): InvalidArn {
  return new InvalidArn({ message: `Invalid Arn: '${arn}'`, $metadata: {} });
}

export function invalidName(name: string): InvalidName {
  return new InvalidName({ message: `Invalid Name: '${name}'`, $metadata: {} });
}

export function invalidToken(): InvalidToken {
  return new InvalidToken({ message: "Invalid Token: 'Invalid token'", $metadata: {} });
}

export function resourceNotFound(arn: string): ResourceNotFound {
  return new ResourceNotFound({
    message: `Resource not found: '${arn}'`,
    resourceName: arn,
    $metadata: {},
  });
}

/** One violated constraint, in the words of AWS's front ends. */
export function constraintViolated(member: string, constraint: string): AwsError {
  const failed = `Value at '${member}' failed to satisfy constraint: ${constraint}`;
  return new AwsError("ValidationException", `1 validation error detected: ${failed}`);
}
