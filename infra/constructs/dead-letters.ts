import { Duration } from "aws-cdk-lib";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { acknowledge } from "./acknowledge.ts";

/** Keeps what was not delivered or not dealt with for two weeks; the sweep has done its work meanwhile. */
export class DeadLetters extends Queue {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    acknowledge(this, {
      "AwsSolutions::AwsSolutions-SQS3": "This is the dead-letter queue.",
      "Serverless::Serverless-SQSRedrivePolicy": "This is the dead-letter queue.",
    });
  }
}
