import { Stack } from "aws-cdk-lib";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import type { Construct } from "constructs";
import { acknowledge } from "./acknowledge.ts";
import type { Site } from "./site.ts";

/** Where alarms go, and from there to the configured mailbox. */
export class AlarmTopic extends Topic {
  constructor(scope: Construct, id: string, { names, configuration }: Site) {
    super(scope, id, { topicName: names.own("alarms"), enforceSSL: true });
    this.addToResourcePolicy(alarmsPublish(this));
    const { email } = configuration.alarms;
    if (email === undefined) return;
    acknowledge(this.addSubscription(new EmailSubscription(email)), {
      "Serverless::Serverless-SNSRedrivePolicy":
        "A mail that is lost loses nothing: the alarm stays in its state, where everybody can see it.",
    });
  }
}

/** A policy of one's own replaces the default one, by which the alarms of the account could publish. */
const alarmsPublish = (topic: Topic): PolicyStatement =>
  new PolicyStatement({
    sid: "AlarmsPublish",
    principals: [new ServicePrincipal("cloudwatch.amazonaws.com")],
    actions: ["sns:Publish"],
    resources: [topic.topicArn],
    conditions: { StringEquals: { "aws:SourceAccount": Stack.of(topic).account } },
  });
