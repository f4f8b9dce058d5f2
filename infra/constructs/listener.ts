import { Duration } from "aws-cdk-lib";
import { type EventBus, type EventPattern, Rule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";

export interface ListenerProps {
  readonly ruleName: string;
  readonly description: string;
  /** @default the account's own bus, on which AWS services speak */
  readonly bus?: EventBus;
  readonly pattern: EventPattern;
  readonly listener: IFunction;
  readonly deadLetters: IQueue;
}

/** Events of a bus go to a function; what cannot be delivered within hours becomes a dead letter. */
export function listen(scope: Construct, id: string, props: ListenerProps): Rule {
  return new Rule(scope, id, {
    ruleName: props.ruleName,
    description: props.description,
    ...(props.bus === undefined ? {} : { eventBus: props.bus }),
    eventPattern: props.pattern,
    targets: [
      new LambdaFunction(props.listener, {
        deadLetterQueue: props.deadLetters,
        retryAttempts: 24,
        maxEventAge: Duration.hours(4),
      }),
    ],
  });
}
