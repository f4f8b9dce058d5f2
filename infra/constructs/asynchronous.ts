import { Duration } from "aws-cdk-lib";
import type { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { EventInvokeConfigOptions } from "aws-cdk-lib/aws-lambda";
import { SqsDestination } from "aws-cdk-lib/aws-lambda-destinations";
import { allow } from "./permissions.ts";
import type { Site } from "./site.ts";

/**
 * For functions that nobody waits for: Lambda tries an event three times, and then keeps it as a dead
 * letter. The sweep makes up for it.
 */
export const reportingFailure = ({ deadLetters }: Site): EventInvokeConfigOptions => ({
  retryAttempts: 2,
  maxEventAge: Duration.hours(1),
  onFailure: new SqsDestination(deadLetters),
});

/** Lambda writes the dead letter with the function's own role. */
export const mayReportFailure = ({ deadLetters }: Site): PolicyStatement =>
  allow(["sqs:SendMessage"], [deadLetters.queueArn]);
