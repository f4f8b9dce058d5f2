import {
  type AttributeValue,
  ConditionalCheckFailedException,
  LimitExceededException,
  ResourceInUseException,
  ResourceNotFoundException,
} from "@aws-sdk/client-dynamodb";
import { AwsError } from "../../kernel/aws-error.ts";

/** A request that DynamoDB refuses as it stands. */
export function invalid(message: string): AwsError {
  return new AwsError("ValidationException", message);
}

const ENVELOPE = /^\d+ validation errors? detected: /;

/**
 * Reads a request as PutItem, UpdateItem and DeleteItem do since 2026: what is wrong with it before its
 * table is looked at counts as a validation error of the API's model.
 */
export function enveloped<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof AwsError) || error.name !== "ValidationException") throw error;
    if (ENVELOPE.test(error.message)) throw error;
    throw invalid(`1 validation error detected: ${error.message}`);
  }
}

/** The commonest form of a refusal: `One or more parameter values were invalid: …`. */
export function invalidParameter(message: string): AwsError {
  return invalid(`One or more parameter values were invalid: ${message}`);
}

/** A member whose value breaks a constraint of the API's model; `at` is its path in lower camel case. */
export function constraint(value: string | undefined, at: string, rule: string): AwsError {
  const shown = value === undefined ? "null" : `'${value}'`;
  return invalid(
    `1 validation error detected: Value ${shown} at '${at}' failed to satisfy constraint: ${rule}`,
  );
}

/** What reads and writes of items answer when there is no such table. */
export function tableNotFound(): ResourceNotFoundException {
  return notFound("Requested resource not found");
}

export function notFound(message: string): ResourceNotFoundException {
  return new ResourceNotFoundException({ message, $metadata: {} });
}

export function inUse(message: string): ResourceInUseException {
  return new ResourceInUseException({ message, $metadata: {} });
}

export const CONDITION_FAILED = "The conditional request failed";

/** A condition that did not hold, with the item that it found where the caller asked for it. */
export function conditionFailed(
  item: Record<string, AttributeValue> | undefined,
): ConditionalCheckFailedException {
  return new ConditionalCheckFailedException({
    message: CONDITION_FAILED,
    ...(item && { Item: item }),
    $metadata: {},
  });
}

export function limitExceeded(message: string): LimitExceededException {
  return new LimitExceededException({ message, $metadata: {} });
}
