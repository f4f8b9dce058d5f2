import {
  AccessDeniedException,
  ConflictException,
  ResourceNotFoundException,
  TooManyRequestsException,
  ValidationException,
  type ValidationExceptionReason,
} from "@aws-sdk/client-account";
import type { Call } from "../../kernel/service.ts";

/** A value of the request that cannot be meant. */
export const invalid = (message: string, reason?: ValidationExceptionReason) =>
  new ValidationException({ message, reason: reason ?? "fieldValidationFailed", $metadata: {} });

/** What may not be done though IAM allows, and why. */
export const denied = ({ principal }: Call, operation: string, why: string) =>
  new AccessDeniedException({
    message: `User: ${principal.arn} is not authorized to perform: account:${operation} (${why})`,
    $metadata: {},
  });

export const conflict = (message: string) => new ConflictException({ message, $metadata: {} });

export const notFound = (message: string) =>
  new ResourceNotFoundException({ message, $metadata: {} });

export const tooManyRequests = () =>
  new TooManyRequestsException({ message: "Too Many Requests", $metadata: {} });
