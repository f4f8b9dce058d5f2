import {
  ConflictException,
  ResourceNotFoundException,
  ValidationException,
} from "@aws-sdk/client-scheduler";

const modelled = (Message: string) => ({ message: Message, Message, $metadata: {} });

export const validation = (message: string) => new ValidationException(modelled(message));

/** A value that breaks a constraint of the model, in the words of AWS's front ends. */
export const constraintViolated = (member: string, constraint: string) =>
  validation(
    `1 validation error detected: Value at '${member}' failed to satisfy constraint: ${constraint}`,
  );

export const conflict = (message: string) => new ConflictException(modelled(message));

export const scheduleNotFound = (name: string) =>
  new ResourceNotFoundException(modelled(`Schedule ${name} does not exist.`));

export const groupNotFound = (name: string) =>
  new ResourceNotFoundException(modelled(`Schedule group ${name} does not exist.`));
