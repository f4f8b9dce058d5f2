import { Duration } from "aws-cdk-lib";
import { EventBus } from "aws-cdk-lib/aws-events";
import { StartingPosition } from "aws-cdk-lib/aws-lambda";
import { SqsDlq } from "aws-cdk-lib/aws-lambda-event-sources";
import type { Construct } from "constructs";
import * as contract from "../../functions/publish-events/contract.ts";
import { MayflyFunction } from "./function.ts";
import { allow, wide } from "./permissions.ts";
import type { Site } from "./site.ts";

/** The bus of domain events, and what publishes on it whatever the ledger writes down. */
export interface Publishing {
  readonly bus: EventBus;
  readonly publisher: MayflyFunction;
}

export function publishing(scope: Construct, site: Site): Publishing {
  const bus = new EventBus(scope, "Bus", {
    eventBusName: site.configuration.prefix,
    description: "What happened to leases and accounts",
  });
  const publisher = new MayflyFunction(scope, "publish-events", {
    ...{ site, contract, environment: { EVENT_BUS: bus.eventBusName } },
    may: [allow(["events:PutEvents"], [bus.eventBusArn]), ...mayReadStream(site)],
    timeout: Duration.minutes(1),
  });
  publisher.addEventSourceMapping("Stream", {
    eventSourceArn: site.ledger.stream,
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: 50,
    filters: [NEW_EVENTS],
    reportBatchItemFailures: true,
    bisectBatchOnError: true,
    retryAttempts: 100,
    // The stream keeps a record for 24 hours; one that fails for so long must not hold up the rest.
    maxRecordAge: Duration.hours(6),
    onFailure: new SqsDlq(site.deadLetters),
  });
  return { bus, publisher };
}

/** Events are written once and never changed; only the first of an event's copies is to be published. */
const NEW_EVENTS = {
  pattern: JSON.stringify({
    eventName: ["INSERT"],
    dynamodb: { NewImage: { publish: { BOOL: [true] } } },
  }),
};

/** What a function needs that is fed from the ledger's stream. */
export const mayReadStream = (site: Site) => [
  allow(
    ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"],
    [site.ledger.stream],
  ),
  wide(
    "Lambda looks for the stream with it; DynamoDB knows no resource for it.",
    allow(["dynamodb:ListStreams"], ["*"]),
  ),
  allow(["sqs:SendMessage"], [site.deadLetters.queueArn]),
];
