import {
  AccessDeniedException,
  ConflictException,
  ResourceNotFoundException,
  ValidationException,
} from "@aws-sdk/client-sso-admin";

export const notFound = (message: string) =>
  new ResourceNotFoundException({ message, Message: message, $metadata: {} });

export const conflict = (message: string) =>
  new ConflictException({ message, Message: message, $metadata: {} });

export const invalid = (message: string) =>
  new ValidationException({ message, Message: message, $metadata: {} });

export const denied = (message: string) =>
  new AccessDeniedException({ message, Message: message, $metadata: {} });
