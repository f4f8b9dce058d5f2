import {
  AccessDeniedException,
  CreationLimitExceededException,
  DuplicateRecordException,
  InvalidNextTokenException,
  InvalidParameterException,
  NotFoundException,
} from "@aws-sdk/client-budgets";

export const invalid = (message: string) =>
  new InvalidParameterException({ message, $metadata: {} });

export const invalidToken = () =>
  new InvalidNextTokenException({ message: "The pagination token is not valid.", $metadata: {} });

export const notFound = (message: string) => new NotFoundException({ message, $metadata: {} });

export const duplicate = (name: string) =>
  new DuplicateRecordException({
    message: `Error creating budget: ${name} - the budget already exists.`,
    $metadata: {},
  });

export const tooMany = (message: string) =>
  new CreationLimitExceededException({ message, $metadata: {} });

export const accessDenied = (account: string) =>
  new AccessDeniedException({
    message: `Access denied: the caller has no access to the budgets of account ${account}.`,
    $metadata: {},
  });
