import {
  AccountLimitExceededException,
  InvalidInputException,
  ResourceNotFoundException,
} from "@aws-sdk/client-codebuild";

export const invalidInput = (message: string) =>
  new InvalidInputException({ message, $metadata: {} });

export const notFound = (message: string) =>
  new ResourceNotFoundException({ message, $metadata: {} });

export const limitExceeded = (message: string) =>
  new AccountLimitExceededException({ message, $metadata: {} });
