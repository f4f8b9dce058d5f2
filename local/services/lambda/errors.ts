import {
  InvalidParameterValueException,
  ResourceConflictException,
  ResourceNotFoundException,
  TooManyRequestsException,
} from "@aws-sdk/client-lambda";

export function notFound(message: string): ResourceNotFoundException {
  return new ResourceNotFoundException({ message, Message: message, Type: "User", $metadata: {} });
}

export function functionNotFound(arn: string): ResourceNotFoundException {
  return notFound(`Function not found: ${arn}`);
}

export function invalidParameter(message: string): InvalidParameterValueException {
  return new InvalidParameterValueException({ message, Type: "User", $metadata: {} });
}

export function conflict(message: string): ResourceConflictException {
  return new ResourceConflictException({ message, Type: "User", $metadata: {} });
}

/** 429: every environment that the function may have is busy. */
export function throttled(): TooManyRequestsException {
  return new TooManyRequestsException({
    message: "Rate Exceeded.",
    Reason: "ReservedFunctionConcurrentInvocationLimitExceeded",
    Type: "User",
    $metadata: {},
  });
}
