import { ChangeMessageVisibilityCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { Redelivery } from "../../ports/webhooks.ts";
import { CLIENT_SETTINGS } from "./client-settings.ts";
import { translated } from "./translate-failure.ts";

/** Queues of SQS. */
export function sqsRedelivery(): Redelivery {
  const client = new SQSClient({ ...CLIENT_SETTINGS, useQueueUrlAsEndpoint: false });
  return {
    later: async (queueArn, ReceiptHandle, VisibilityTimeout) => {
      const [, , , region = "", account = "", name = ""] = queueArn.split(":");
      const QueueUrl = `https://sqs.${region}.amazonaws.com/${account}/${name}`;
      const command = { QueueUrl, ReceiptHandle, VisibilityTimeout };
      await translated(
        "ChangeMessageVisibility",
        client.send(new ChangeMessageVisibilityCommand(command)),
      );
    },
  };
}
